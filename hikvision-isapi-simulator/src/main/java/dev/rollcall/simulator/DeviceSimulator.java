package dev.rollcall.simulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link SimulatedDevice} over HTTP on the loopback address, as its firmware would, and pushes its events.
 *
 * <p>{@link #close} and {@link #start} again imitate a device that was off: the port, the device's log and what has been
 * acknowledged stay, the nonces and a lock-out are gone. Safe for use by several threads; all its threads are daemons.
 */
public final class DeviceSimulator implements AutoCloseable {
    /** Never ::1, whatever this Java prefers: {@link #url} promises the number. */
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final Object lock = new Object();
    private volatile SimulatedDevice device;
    private volatile FirmwareProfile profile;
    private final List<Account> accounts;
    private final @Nullable ReplayedPage replay;
    private final PushSettings pushSettings;
    private final FaultScript faults = new FaultScript();
    private final Queue<PushFault> pushFaults = new ConcurrentLinkedQueue<>();
    private final RequestLog log = new RequestLog();
    private volatile Duration latency;
    private @Nullable URI pushTarget;
    private boolean pushPaused;
    private int port;
    private int refusedBefore;
    private @Nullable Running running;

    private DeviceSimulator(Builder builder) {
        this.profile = builder.profile;
        this.device = builder.device == null
                ? SimulatedDevice.builder().identityOf(profile).build()
                : builder.device;
        this.accounts = builder.accounts();
        this.replay = builder.replay;
        this.latency = builder.latency;
        this.pushTarget = builder.pushTarget;
        this.port = builder.port;
        this.pushSettings = new PushSettings(
                builder.pushTimeout,
                builder.pushRetry,
                builder.heartbeat,
                builder.pushStoredEvents,
                builder.pushPictures);
    }

    /** A free port, user admin with the password {@code simulated-1}, the GENERIC profile, no latency, no pushes. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins to listen; does nothing if it already does.
     *
     * @return this
     * @throws IOException if the port cannot be bound; choose another or 0
     */
    public DeviceSimulator start() throws IOException {
        synchronized (lock) {
            if (running == null) {
                running = open();
                port = running.server.getAddress().getPort();
            }
            return this;
        }
    }

    /** Where it listens, without a trailing slash: {@code http://127.0.0.1:PORT}. */
    public URI url() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** The bound port; before the first start the configured one. */
    public int port() {
        synchronized (lock) {
            return port;
        }
    }

    public SimulatedDevice device() {
        return device;
    }

    /**
     * Puts another device in this one's place: same address, same accounts. Open connections break; the port is refused for
     * a moment, as when somebody changes the device on the wall.
     *
     * @throws IOException if another process has taken the port meanwhile
     */
    public void replaceDevice(SimulatedDevice other, FirmwareProfile otherProfile) throws IOException {
        synchronized (lock) {
            boolean on = running != null;
            close();
            device = other;
            profile = otherProfile;
            if (on) {
                start();
            }
        }
    }

    /**
     * Upgrades the firmware in place: the device behaves as the profile from now on, its long serial changes with version
     * and build date, its log and the last nine characters stay, and it restarts (2/1024).
     *
     * @throws IOException if another process has taken the port meanwhile
     */
    public void upgrade(FirmwareProfile newer) throws IOException {
        device.upgradeTo(newer);
        device.exception(1024);
        replaceDevice(device, newer);
    }

    /** The latest requests (20 000 at most), oldest first, refused ones included. */
    public List<RecordedRequest> requests() {
        return log.all();
    }

    public void clearRequests() {
        log.clear();
    }

    /** Lets something go wrong once; faults strike in the order they were queued. */
    public void enqueueFault(Fault fault) {
        faults.enqueue(Objects.requireNonNull(fault, "fault"));
    }

    /** Lets so many pushes go wrong, after those already queued. */
    public void enqueuePushFault(PushFault fault, int times) {
        pushFaults.addAll(Collections.nCopies(times, Objects.requireNonNull(fault, "fault")));
    }

    /** Lets the next push go wrong. */
    public void enqueuePushFault(PushFault fault) {
        enqueuePushFault(fault, 1);
    }

    /** Forgets the faults that have not struck yet, those that strike for ever too. */
    public void clearFaults() {
        faults.clear();
        pushFaults.clear();
    }

    /** How often a wrong password was presented, since the simulator was built. */
    public int refusedPasswords() {
        synchronized (lock) {
            return refusedBefore + (running == null ? 0 : running.authentication.refusedPasswords());
        }
    }

    /** Whether the account is locked now, by the device's clock. */
    public boolean locked() {
        synchronized (lock) {
            return running != null && running.authentication.locked();
        }
    }

    /** From now on every answer takes this much longer. */
    public void setLatency(Duration value) {
        latency = Objects.requireNonNull(value, "latency");
    }

    /**
     * From now on every new event is posted to this address, as if the device had just been configured so.
     *
     * @throws IllegalArgumentException if it is no absolute http or https address
     */
    public void pushTo(URI receiver) {
        synchronized (lock) {
            pushTarget = Objects.requireNonNull(receiver, "receiver");
            if (running != null) {
                running.pusher.target(receiver);
            }
        }
    }

    /** Holds events back, also over a restart, until {@link #resumePush}. */
    public void pausePush() {
        pausePush(true);
    }

    public void resumePush() {
        pausePush(false);
    }

    private void pausePush(boolean value) {
        synchronized (lock) {
            pushPaused = value;
            if (running != null) {
                running.pusher.pause(value);
            }
        }
    }

    /** The latest tries to push (20 000 at most) since the last start, oldest first. */
    public List<PushAttempt> pushAttempts() {
        synchronized (lock) {
            return running == null ? List.of() : running.pusher.attempts();
        }
    }

    /** Stops listening and pushing and breaks open connections; {@link #start} brings the device back. */
    @Override
    public void close() {
        synchronized (lock) {
            if (running != null) {
                refusedBefore += running.authentication.refusedPasswords();
                running.close();
                running = null;
            }
        }
    }

    private Running open() throws IOException {
        // Without it every small answer waits for a delayed ACK; read once, when the server class is first used.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        Pusher pusher = new Pusher(device, profile, pushSettings, pushFaults);
        pusher.pause(pushPaused);
        if (pushTarget != null) {
            pusher.target(pushTarget);
        }
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 0);
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulator-" + device.shortSerial());
            thread.setDaemon(true);
            return thread;
        });
        CountDownLatch closing = new CountDownLatch(1);
        Authentication authentication = new Authentication(accounts, device, profile);
        server.setExecutor(threads);
        server.createContext(
                "/",
                new FrontDoor.Builder(authentication, device, profile, faults, log, () -> latency, closing)
                        .build(endpoints()));
        server.start();
        pusher.start();
        return new Running(server, threads, closing, authentication, pusher);
    }

    private List<Endpoint> endpoints() {
        return List.of(
                new DeviceInfoEndpoint(device, profile),
                new TimeEndpoint(device, profile),
                new UserCheckEndpoint(profile),
                new CapabilitiesEndpoint(profile),
                replay == null ? new AcsEventSearch(device, profile) : new ReplayEndpoint(replay),
                new EventCount(device, profile));
    }

    /** What exists only between start and close. */
    private record Running(
            HttpServer server,
            ExecutorService threads,
            CountDownLatch closing,
            Authentication authentication,
            Pusher pusher) {
        void close() {
            pusher.close();
            closing.countDown();
            server.stop(0);
            threads.shutdownNow();
        }
    }

    /** Collects the settings of a simulator. Not thread-safe. */
    public static final class Builder {
        private int port;
        private String user = "admin";
        private String password = "simulated-1";
        private final List<Account> moreAccounts = new ArrayList<>();
        private @Nullable SimulatedDevice device;
        private FirmwareProfile profile = FirmwareProfile.GENERIC;
        private Duration latency = Duration.ZERO;
        private @Nullable URI pushTarget;
        private Duration pushTimeout = Duration.ofSeconds(10);
        private Duration pushRetry = Duration.ofSeconds(2);
        private Duration heartbeat = Duration.ZERO;
        private boolean pushStoredEvents;
        private boolean pushPictures;
        private @Nullable ReplayedPage replay;

        private Builder() {}

        /** 0 for a free one. */
        public Builder port(int value) {
            port = value;
            return this;
        }

        public Builder credentials(String newUser, String newPassword) {
            user = newUser;
            password = newPassword;
            return this;
        }

        /** Lets somebody else log in too. */
        public Builder account(Account value) {
            moreAccounts.add(value);
            return this;
        }

        private List<Account> accounts() {
            List<Account> all = new ArrayList<>(moreAccounts);
            all.add(0, Account.administrator(user, password));
            return List.copyOf(all);
        }

        /** Default: a new, empty device of the profile's model. */
        public Builder device(SimulatedDevice value) {
            device = value;
            return this;
        }

        public Builder profile(FirmwareProfile value) {
            profile = value;
            return this;
        }

        /** How long every answer takes at least. */
        public Builder latency(Duration value) {
            latency = value;
            return this;
        }

        /** Where every new event is posted to. */
        public Builder pushTo(URI receiver) {
            pushTarget = receiver;
            return this;
        }

        /** How long a push may take; default 10 s. */
        public Builder pushTimeout(Duration value) {
            pushTimeout = value;
            return this;
        }

        /** The pause before an unacknowledged event is sent again; default 2 s (devices repeat within seconds). */
        public Builder pushRetry(Duration value) {
            pushRetry = value;
            return this;
        }

        /** Sends heartbeats when there has been nothing to push for this long; default none. Devices use 10 to 30 s. */
        public Builder heartbeat(Duration value) {
            heartbeat = value;
            return this;
        }

        /** Also pushes what was logged before, oldest first (DS-K1T342EFWX V3.3.5 sent 153 old events). Default off. */
        public Builder pushStoredEvents(boolean value) {
            pushStoredEvents = value;
            return this;
        }

        /** Adds a (tiny, made-up) picture part to face events in multipart pushes. Default off. */
        public Builder pushPictures(boolean value) {
            pushPictures = value;
            return this;
        }

        /** Serves this page instead of searching the device's log. */
        public Builder replay(ReplayedPage value) {
            replay = value;
            return this;
        }

        /** A simulator that does not listen yet. */
        public DeviceSimulator build() {
            return new DeviceSimulator(this);
        }

        /** {@link #build} and {@link DeviceSimulator#start} in one. */
        public DeviceSimulator start() throws IOException {
            return build().start();
        }
    }
}
