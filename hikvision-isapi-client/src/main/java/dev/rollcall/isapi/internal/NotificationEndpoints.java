package dev.rollcall.isapi.internal;

import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.POST;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Query;
import retrofit2.http.Streaming;

/** Resources of listening hosts and event streams. Bodies carry their own type. Internal to the module. */
public interface NotificationEndpoints {

    @GET("ISAPI/Event/notification/httpHosts")
    Call<ResponseBody> hosts();

    @PUT("ISAPI/Event/notification/httpHosts")
    Call<ResponseBody> putHosts(@Body RequestBody list);

    @GET("ISAPI/Event/notification/httpHosts/{id}")
    Call<ResponseBody> host(@Path("id") String id);

    @PUT("ISAPI/Event/notification/httpHosts/{id}")
    Call<ResponseBody> putHost(@Path("id") String id, @Body RequestBody host);

    @POST("ISAPI/Event/notification/httpHosts/{id}/test")
    Call<ResponseBody> testHost(@Path("id") String id, @Body RequestBody host);

    @GET("ISAPI/Event/notification/httpHosts/capabilities")
    Call<ResponseBody> hostCapabilities();

    @GET("ISAPI/System/deviceInfo")
    Call<ResponseBody> deviceInfo();

    @Streaming
    @GET("ISAPI/Event/notification/alertStream")
    Call<ResponseBody> alertStream();

    @Streaming
    @POST("ISAPI/Event/notification/subscribeEvent")
    Call<ResponseBody> subscribe(@Body RequestBody subscription);

    @GET("ISAPI/Event/notification/subscribeEventCap")
    Call<ResponseBody> subscriptionCapabilities();

    @PUT("ISAPI/Event/notification/unSubscribeEvent")
    Call<ResponseBody> unsubscribe(@Query("ID") String id, @Body RequestBody nothing);
}
