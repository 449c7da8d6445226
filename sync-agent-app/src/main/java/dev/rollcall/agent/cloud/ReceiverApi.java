package dev.rollcall.agent.cloud;

import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.attendance.exchange.TalliesMessage;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.http.Body;
import retrofit2.http.GET;
import retrofit2.http.Header;
import retrofit2.http.Headers;
import retrofit2.http.POST;
import retrofit2.http.Streaming;

/** The receiver's paths. Answers are taken as they come: what they are is judged by their content. */
interface ReceiverApi {

    @Streaming
    @Headers("Content-Encoding: gzip")
    @POST("api/attendance/backup-sync")
    Call<ResponseBody> publish(@Header("Authorization") String authorization, @Body BatchMessage batch);

    @Streaming
    @Headers("Content-Encoding: gzip")
    @POST("api/attendance/agents/heartbeat")
    Call<ResponseBody> heartbeat(@Header("Authorization") String authorization, @Body HeartbeatMessage heartbeat);

    @Streaming
    @Headers("Content-Encoding: gzip")
    @POST("api/attendance/tallies")
    Call<ResponseBody> tallies(@Header("Authorization") String authorization, @Body TalliesMessage tallies);

    @Streaming
    @GET("api/attendance/webhook")
    Call<ResponseBody> reach();
}
