package dev.rollcall.agent.cloud;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Locale;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;

/** The receiver over HTTP. Redirects are not followed: the token goes to the configured host and nowhere else. Thread-safe. */
public final class HttpReceiver implements Receiver, AutoCloseable {

    private final OkHttpClient http;
    private final ReceiverApi api;
    private final AnswerReader answers;
    private final Secret token;
    private final String address;

    private HttpReceiver(OkHttpClient http, AgentConfig config, AnswerReader answers) {
        this.http = http;
        this.answers = answers;
        this.token = config.receiver().token();
        this.address = config.receiver().url().getAuthority();
        this.api = new Retrofit.Builder()
                .baseUrl(config.receiver().url().toString())
                .client(http)
                .addConverterFactory(new GzipJson(ExchangeJson.mapper()))
                .build()
                .create(ReceiverApi.class);
    }

    /**
     * Returns the configured receiver. Nothing is sent yet.
     *
     * @param clock reads how far away a {@code Retry-After} date is
     */
    public static HttpReceiver of(AgentConfig config, InstantSource clock) {
        OkHttpClient http = new OkHttpClient.Builder()
                .socketFactory(new NoDelaySocketFactory())
                .connectTimeout(config.timeouts().receiverConnect())
                .readTimeout(config.timeouts().receiverRead())
                .writeTimeout(config.timeouts().receiverRead())
                .callTimeout(config.timeouts().receiverCall())
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
        return new HttpReceiver(
                http,
                config,
                new AnswerReader(
                        clock, config.limits().answerBytes(), config.receiver().token()));
    }

    @Override
    public ReceiverAnswer publish(BatchMessage batch) {
        return call(api.publish(authorization(), batch));
    }

    @Override
    public ReceiverAnswer heartbeat(HeartbeatMessage heartbeat) {
        return call(api.heartbeat(authorization(), heartbeat));
    }

    @Override
    public ReceiverAnswer reach() {
        return call(api.reach());
    }

    @Override
    public void close() {
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }

    private String authorization() {
        return "Bearer " + token.reveal();
    }

    private ReceiverAnswer call(Call<ResponseBody> call) {
        try {
            Response<ResponseBody> response = call.execute();
            try (ResponseBody body = response.body() != null ? response.body() : response.errorBody()) {
                return answers.read(response.code(), response.headers(), body);
            }
        } catch (UnknownHostException unknown) {
            return ReceiverAnswer.none(
                    "the receiver's host " + address + " is not known: check receiver.url and the network", false);
        } catch (ConnectException refused) {
            return ReceiverAnswer.none(
                    "the receiver at " + address + " cannot be reached: it is down, or the network is", false);
        } catch (InterruptedIOException slow) {
            boolean connecting =
                    String.valueOf(slow.getMessage()).toLowerCase(Locale.ROOT).contains("connect");
            return ReceiverAnswer.none("the receiver at " + address + " did not answer in time", !connecting);
        } catch (IOException broken) {
            String reason = "the connection to the receiver at " + address + " broke ("
                    + broken.getClass().getSimpleName() + ")";
            return ReceiverAnswer.none(reason, false);
        }
    }
}
