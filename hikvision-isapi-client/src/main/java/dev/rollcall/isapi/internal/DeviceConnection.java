package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.PasswordGuard;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.ResponseBody;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import retrofit2.Call;
import retrofit2.Retrofit;

/** One device, one request at a time. Thread-safe; waiting callers can be interrupted. Internal to the module. */
public final class DeviceConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceConnection.class);

    private final DeviceSettings settings;
    private final CallFailures failures;
    private final DigestSession digest;
    private final OkHttpClient http;
    private final Retrofit retrofit;
    private final StreamCalls streams;
    private final Sending sending;
    private final ConnectionCount connections = new ConnectionCount();
    private final ReentrantLock turn = new ReentrantLock(true);
    private final Condition closing = turn.newCondition();
    private volatile boolean closed;
    private volatile int rowLimit = Integer.MAX_VALUE;

    public DeviceConnection(DeviceSettings settings) {
        this.settings = settings;
        this.failures = new CallFailures(settings.address());
        this.digest = new DigestSession(settings, settings.passwordGuard(), System::nanoTime);
        this.http = DeviceHttp.client(settings, digest, connections);
        this.retrofit = DeviceHttp.retrofit(settings, http);
        this.streams = new StreamCalls(settings, failures);
        this.sending = new Sending(settings, failures, http, connections);
    }

    /** A room's resources as a Retrofit interface; its calls are made with {@link #exchange}, never executed themselves. */
    public <T> T endpoints(Class<T> resources) {
        return retrofit.create(resources);
    }

    /** Waits for its turn, sends, and throws what the device refused. */
    public Answer exchange(Call<ResponseBody> prepared) {
        String path = prepared.request().url().encodedPath();
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            throw failures.interrupted(path, e);
        }
        try {
            return judged(path, prepared, sending::elsewhere);
        } finally {
            turn.unlock();
        }
    }

    /**
     * The same, sent and answered on this very thread, which an interrupt does not wake: a search that reads ahead on a thread of
     * its own loses no time with handing over.
     *
     * @param line where another thread cancels the request
     */
    public Answer exchange(Call<ResponseBody> prepared, Line line) {
        String path = prepared.request().url().encodedPath();
        turn.lock();
        try {
            return judged(path, prepared, (request, attempt) -> sending.here(request, attempt, line));
        } finally {
            turn.unlock();
        }
    }

    /**
     * Does it on a thread of this connection.
     *
     * @throws IsapiException.Unavailable if this is closed
     */
    public void run(Runnable work) {
        try {
            http.dispatcher().executorService().execute(work);
        } catch (RejectedExecutionException e) {
            throw failures.closed("/");
        }
    }

    /** What a caller is told who was interrupted while another thread asked. */
    public IsapiException interrupted(InterruptedException cause) {
        return failures.interrupted("/", cause);
    }

    /** How many TCP connections were opened for exchanges so far. */
    public long connectionsMade() {
        return connections.made();
    }

    /** Whether there is a rest between two pages. */
    public boolean pauses() {
        return !settings.pagePause().isZero();
    }

    /** {@code host:port}, for messages. */
    public String address() {
        return settings.address();
    }

    /**
     * Opens an answer that does not end, on a connection of its own, and throws what the device refused. Other calls go on meanwhile.
     *
     * @param opening longest wait for the beginning of the answer
     * @param silence longest wait for each further byte
     */
    public OpenedStream open(Call<ResponseBody> prepared, Duration opening, Duration silence) {
        return streams.open(prepared.request(), opening, silence);
    }

    /** Most rows this device takes per page, as far as it has told by refusing more. */
    public int rowLimit() {
        return rowLimit;
    }

    public void rememberRowLimit(int rows) {
        rowLimit = rows;
        LOG.info("{} takes no larger pages; asking for {} rows at a time from now on", settings.address(), rows);
    }

    /** Rests between two pages, without keeping others from the device. */
    public void pause() {
        long nanos = settings.pagePause().toNanos();
        if (nanos == 0) {
            return;
        }
        try {
            turn.lockInterruptibly();
            try {
                while (nanos > 0 && !closed) {
                    nanos = closing.awaitNanos(nanos);
                }
            } finally {
                turn.unlock();
            }
        } catch (InterruptedException e) {
            throw failures.interrupted("/", e);
        }
    }

    @Override
    public void close() {
        closed = true;
        streams.close();
        http.dispatcher().cancelAll();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
        turn.lock();
        try {
            closing.signalAll();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public String toString() {
        return "DeviceConnection[" + settings.address() + "]";
    }

    private Answer judged(String path, Call<ResponseBody> prepared, Way way) {
        if (closed) {
            throw failures.closed(path);
        }
        if (settings.passwordGuard().beforePresenting() instanceof PasswordGuard.Withhold withhold) {
            throw failures.withheld(path, withhold);
        }
        Attempt attempt = new Attempt();
        Answer answer = way.send(prepared.request(), attempt);
        LOG.debug("{} {} answered {}, {} bytes", settings.address(), path, answer.status(), answer.body().length);
        if (answer.status() == 401) {
            // A 401 that stays after hours of good service was cured by a new connection only (DS-K1T342EFWX V3.3.5).
            digest.forget();
            http.connectionPool().evictAll();
            throw failures.unauthorized(path, attempt);
        }
        if (!answer.isSuccess()) {
            throw failures.refused(answer);
        }
        return answer;
    }

    /** How a request travels. */
    private interface Way {
        Answer send(Request request, Attempt attempt);
    }
}
