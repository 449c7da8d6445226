package dev.rollcall.isapi.internal;

import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.PUT;
import retrofit2.http.Path;
import retrofit2.http.Url;

/**
 * Resources of the device itself. Annotations choose the format of the request only; answers are read by their first byte.
 * Internal to the module.
 */
public interface SystemEndpoints {

    @GET("ISAPI/System/deviceInfo")
    Call<ResponseBody> deviceInfo();

    @GET("ISAPI/System/time")
    Call<ResponseBody> time();

    @PUT("ISAPI/System/time")
    Call<ResponseBody> putTime(@Body RequestBody time);

    @GET("ISAPI/System/time/capabilities")
    Call<ResponseBody> timeCapabilities();

    @GET("ISAPI/System/time/ntpServers")
    Call<ResponseBody> ntpServers();

    @GET("ISAPI/System/time/ntpServers/{id}")
    Call<ResponseBody> ntpServer(@Path("id") String id);

    @PUT("ISAPI/System/time/ntpServers/{id}")
    Call<ResponseBody> putNtpServer(@Path("id") String id, @Body RequestBody server);

    @GET("ISAPI/System/capabilities")
    Call<ResponseBody> capabilities();

    @GET("ISAPI/System/status")
    Call<ResponseBody> status();

    @GET("ISAPI/Security/userCheck")
    Call<ResponseBody> userCheck();

    @GET("ISAPI/Security/illegalLoginLock")
    Call<ResponseBody> illegalLoginLock();

    @GET("ISAPI/Security/users")
    Call<ResponseBody> accounts();

    @GET("ISAPI/Security/adminAccesses")
    Call<ResponseBody> adminAccesses();

    @GET("ISAPI/Security/onlineUser")
    Call<ResponseBody> onlineUsers();

    @GET("ISAPI/Security/capabilities")
    Call<ResponseBody> securityCapabilities();

    /** A path on this very device, without its leading slash. */
    @GET
    Call<ResponseBody> resource(@Url String path);
}
