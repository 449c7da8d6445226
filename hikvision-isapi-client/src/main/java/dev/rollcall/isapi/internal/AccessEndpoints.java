package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.databind.JsonNode;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Headers;
import retrofit2.http.POST;

/** Resources of the event log. Internal to the module. */
public interface AccessEndpoints {

    @GET("ISAPI/AccessControl/AcsEvent/capabilities?format=json")
    Call<ResponseBody> eventCapabilities();

    @Headers("Content-Type: application/json")
    @POST("ISAPI/AccessControl/AcsEvent?format=json")
    Call<ResponseBody> searchEvents(@Body JsonNode condition);

    @Headers("Content-Type: application/json")
    @POST("ISAPI/AccessControl/AcsEventTotalNum?format=json")
    Call<ResponseBody> countEvents(@Body JsonNode condition);
}
