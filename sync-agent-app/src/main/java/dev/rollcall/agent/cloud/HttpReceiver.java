package dev.rollcall.agent.cloud;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ReceiverConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.agent.reconcile.TallyReceiver;
import dev.rollcall.agent.reconcile.UnansweredException;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesMessage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Function;
import okhttp3.Headers;
import okhttp3.OkHttpClient;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Call;
import retrofit2.Response;
import retrofit2.Retrofit;

/** The receiver over HTTP. Redirects are not followed: the token goes to the configured host and nowhere else. Thread-safe. */
public final class HttpReceiver implements Receiver, TallyReceiver, AutoCloseable {

    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final OkHttpClient http;
    private final ReceiverApi api;
    private final AnswerReader answers;
    private final Secret token;
    private final LinkFailures failures;

    private HttpReceiver(OkHttpClient http, ReceiverConfig config, AnswerReader answers) {
        this.http = http;
        this.answers = answers;
        this.token = config.token();
        this.failures = new LinkFailures(config.url().getAuthority(), config.proxy());
        this.api = new Retrofit.Builder()
                .baseUrl(config.url().toString())
                .client(http)
                .addConverterFactory(new GzipJson(ExchangeJson.mapper()))
                .build()
                .create(ReceiverApi.class);
    }

    /**
     * Returns the configured receiver. Nothing is sent yet.
     *
     * @param clock stamps certificates and {@code Date} headers
     */
    public static HttpReceiver of(AgentConfig config, InstantSource clock) {
        return of(config, clock, http -> {});
    }

    /** The same, and lets a test listen to the connections. */
    static HttpReceiver of(AgentConfig config, InstantSource clock, Consumer<OkHttpClient.Builder> more) {
        Authorities authorities = Authorities.with(config.receiver().authorities(), clock);
        OkHttpClient.Builder http = new OkHttpClient.Builder()
                .socketFactory(new NoDelaySocketFactory())
                .sslSocketFactory(authorities.sockets(), authorities)
                .connectTimeout(config.timeouts().receiverConnect())
                .readTimeout(config.timeouts().receiverRead())
                .writeTimeout(config.timeouts().receiverRead())
                .callTimeout(config.timeouts().receiverCall())
                .followRedirects(false)
                .followSslRedirects(false);
        more.accept(ProxyLogin.set(http, config.receiver().proxy()));
        return new HttpReceiver(
                http.build(),
                config.receiver(),
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
    public TalliesAnswer ask(TalliesMessage message) {
        return exchange(api.tallies(authorization(), message), this::tallies, unanswered -> {
            throw new UnansweredException(unanswered.describe(), false);
        });
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

    private TalliesAnswer tallies(int status, Headers headers, @Nullable ResponseBody body) throws IOException {
        if (status == OK && body != null) {
            return answers.tallies(body);
        }
        ReceiverAnswer answer = answers.read(status, headers, body);
        boolean refused =
                (answer.status() == UNAUTHORIZED || answer.status() == FORBIDDEN) && answer.problemType() != null;
        throw new UnansweredException(answer.describe(), refused);
    }

    private ReceiverAnswer call(Call<ResponseBody> call) {
        return exchange(call, answers::read, unanswered -> unanswered);
    }

    /** Asks, and reads what is answered; what no answer came to is given to somebody else. */
    private <T> T exchange(Call<ResponseBody> call, Reading<T> reading, Function<ReceiverAnswer, T> unanswered) {
        try {
            Response<ResponseBody> response = call.execute();
            try (ResponseBody body = response.body() != null ? response.body() : response.errorBody()) {
                return reading.of(response.code(), response.headers(), body);
            }
        } catch (IOException failed) {
            return unanswered.apply(failures.of(failed));
        } catch (RuntimeException | Error fault) {
            throw fault;
        } catch (Exception told) {
            // OkHttp, being Kotlin, lets an InterruptedException out undeclared while it connects.
            Thread.currentThread().interrupt();
            return unanswered.apply(failures.of(new InterruptedIOException("interrupted while connecting")));
        }
    }

    /** Reads an answer. */
    private interface Reading<T> {

        T of(int status, Headers headers, @Nullable ResponseBody body) throws IOException;
    }
}
