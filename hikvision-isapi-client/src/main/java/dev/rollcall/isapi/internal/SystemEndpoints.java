package dev.rollcall.isapi.internal;

import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.GET;

/**
 * Resources of the device itself. Annotations choose the format of the request only; answers are read by their first byte.
 * Internal to the module.
 */
public interface SystemEndpoints {

    @GET("ISAPI/System/deviceInfo")
    Call<ResponseBody> deviceInfo();

    @GET("ISAPI/System/time")
    Call<ResponseBody> time();
}
