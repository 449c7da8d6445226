package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.databind.JsonNode;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Headers;
import retrofit2.http.POST;

/** The device's resources. Annotations choose the format of the request only; answers are read by their first byte. */
interface DeviceEndpoints {

    @GET("ISAPI/System/deviceInfo")
    Call<ResponseBody> deviceInfo();

    @GET("ISAPI/System/time")
    Call<ResponseBody> time();

    @GET("ISAPI/AccessControl/AcsEvent/capabilities?format=json")
    Call<ResponseBody> eventCapabilities();

    @Headers("Content-Type: application/json")
    @POST("ISAPI/AccessControl/AcsEvent?format=json")
    Call<ResponseBody> searchEvents(@Body JsonNode condition);

    @Headers("Content-Type: application/json")
    @POST("ISAPI/AccessControl/AcsEventTotalNum?format=json")
    Call<ResponseBody> countEvents(@Body JsonNode condition);
}
