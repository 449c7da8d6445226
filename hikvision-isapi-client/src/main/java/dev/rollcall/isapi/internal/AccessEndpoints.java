package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.databind.JsonNode;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Headers;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Url;

/** Resources of the event log and of the doors. Internal to the module. */
public interface AccessEndpoints {

    @GET("ISAPI/AccessControl/AcsEvent/capabilities?format=json")
    Call<ResponseBody> eventCapabilities();

    @Headers("Content-Type: application/json")
    @POST("ISAPI/AccessControl/AcsEvent?format=json")
    Call<ResponseBody> searchEvents(@Body JsonNode condition);

    @Headers("Content-Type: application/json")
    @POST("ISAPI/AccessControl/AcsEventTotalNum?format=json")
    Call<ResponseBody> countEvents(@Body JsonNode condition);

    @GET("ISAPI/AccessControl/AcsEvent/StorageCfg?format=json")
    Call<ResponseBody> eventStorage();

    @Headers("Content-Type: application/json")
    @PUT("ISAPI/AccessControl/AcsEvent/StorageCfg?format=json")
    Call<ResponseBody> putEventStorage(@Body JsonNode storage);

    @GET("ISAPI/AccessControl/EventOptimizationCfg?format=json")
    Call<ResponseBody> eventOptimization();

    @GET("ISAPI/AccessControl/AcsCfg?format=json")
    Call<ResponseBody> settings();

    @GET("ISAPI/AccessControl/AcsWorkStatus?format=json")
    Call<ResponseBody> workStatus();

    @GET("ISAPI/AccessControl/CardReaderCfg/{number}?format=json")
    Call<ResponseBody> cardReader(@Path("number") int number);

    @GET("ISAPI/AccessControl/capabilities")
    Call<ResponseBody> capabilities();

    /** A path on this very device, without its leading slash. */
    @GET
    Call<ResponseBody> picture(@Url String path);
}
