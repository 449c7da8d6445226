package dev.rollcall.simulator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link SimulatedDevice} over HTTP on the loopback address, as its firmware would, and pushes its events.
 *
 * <p>{@link #close} and {@link #start} again imitate a device that was off: the port, the device's log and what has been
 * acknowledged stay, the nonces and a lock-out are gone. Safe for use by several threads; all its threads are daemons.
 */
public final class DeviceSimulator implements AutoCloseable {
    /** The minor of 2/1024. */
    private static final int POWER_ON = 1024;

    private final Object lock = new Object();
    private final SimulatedDevice device;
    private final FirmwareProfile profile;
    private final String user;
    private final String password;
    private final @Nullable ReplayedPage replay;
    private final PushSettings pushSettings;
    private final FaultScript faults = new FaultScript();
    private final RequestLog log = new RequestLog();
    private final InetAddress host;
    private final @Nullable Discovery discovery;
    private final Duration rebootTime;
    private volatile Duration latency;
    private @Nullable URI pushTarget;
    private boolean pushPaused;
    private int port;
    private int refusedBefore;
    private @Nullable Tls tls;
    /** Set while the device restarts by itself; {@link #close} clears it. */
    private boolean restarting;

    private @Nullable Running running;

    private DeviceSimulator(Builder builder) {
        this.profile = builder.profile;
        this.device = builder.device == null
                ? SimulatedDevice.builder().identityOf(profile).build()
                : builder.device;
        this.user = builder.user;
        this.password = builder.password;
        this.replay = builder.replay;
        this.latency = builder.latency;
        this.pushTarget = builder.pushTarget;
        this.port = builder.port;
        this.host = builder.host;
        this.discovery = builder.discovery;
        this.rebootTime = builder.rebootTime;
        this.tls = builder.tls();
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
            restarting = false;
            if (running == null) {
                running = open();
                port = running.server.getAddress().getPort();
            }
            return this;
        }
    }

    /** Where it listens, without a trailing slash: {@code http://127.0.0.1:PORT}, or https. */
    public URI url() {
        synchronized (lock) {
            String address = host.isAnyLocalAddress() ? "127.0.0.1" : host.getHostAddress();
            return URI.create((tls == null ? "http" : "https") + "://"
                    + (address.contains(":") ? "[" + address + "]" : address) + ":" + port);
        }
    }

    /** The certificate it shows, if it speaks HTTPS. */
    public Optional<DeviceCertificate> certificate() {
        synchronized (lock) {
            return Optional.ofNullable(tls).map(Tls::certificate);
        }
    }

    /**
     * From now on shows another certificate to new connections; those that are open keep the old one.
     *
     * @throws IllegalStateException if it speaks plain HTTP; build it with {@link Builder#https}
     */
    public void useCertificate(DeviceCertificate value) {
        synchronized (lock) {
            if (tls == null) {
                throw new IllegalStateException(
                        "device " + device.shortSerial() + " speaks plain HTTP; call https() on its builder");
            }
            tls = tls.with(value);
            if (running != null && running.server instanceof HttpsServer server) {
                server.setHttpsConfigurator(tls.configurator());
            }
        }
    }

    /**
     * Restarts the device as PUT System/reboot does: it is gone for the time set by {@link Builder#rebootTime}, then
     * logs 2/1024 and listens again on the same port. Returns at once; does nothing to a device that is off.
     */
    public void reboot() {
        synchronized (lock) {
            if (running == null) {
                return;
            }
            shutDown();
            restarting = true;
            Thread thread = new Thread(this::comeBack, "simulator-reboot-" + device.shortSerial());
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void comeBack() {
        synchronized (lock) {
            try {
                long until = System.nanoTime() + rebootTime.toNanos();
                for (long left = rebootTime.toNanos(); restarting && left > 0; left = until - System.nanoTime()) {
                    TimeUnit.NANOSECONDS.timedWait(lock, left);
                }
                if (restarting) {
                    device.exception(POWER_ON);
                    start();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "device " + device.shortSerial() + " could not come back on port " + port
                                + " after its reboot; something else took the port",
                        e);
            }
        }
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
            restarting = false;
            lock.notifyAll();
            shutDown();
        }
    }

    private void shutDown() {
        if (running != null) {
            refusedBefore += running.authentication.refusedPasswords();
            running.close();
            running = null;
        }
    }

    private Running open() throws IOException {
        // Without it every small answer waits for a delayed ACK; read once, when the server class is first used.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        Pusher pusher = new Pusher(device, profile, pushSettings);
        pusher.pause(pushPaused);
        if (pushTarget != null) {
            pusher.target(pushTarget);
        }
        HttpServer server = server(new InetSocketAddress(host, port));
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulator-" + device.shortSerial());
            thread.setDaemon(true);
            return thread;
        });
        CountDownLatch closing = new CountDownLatch(1);
        Authentication authentication = new Authentication(user, password, device, profile);
        server.setExecutor(threads);
        server.createContext(
                "/",
                new FrontDoor.Builder(authentication, profile, faults, log, () -> latency, closing).build(endpoints()));
        DiscoveryResponder responder = responder(server.getAddress().getPort());
        server.start();
        pusher.start();
        return new Running(server, threads, closing, authentication, pusher, responder);
    }

    private @Nullable DiscoveryResponder responder(int boundPort) throws IOException {
        if (discovery == null) {
            return null;
        }
        String address = host.isAnyLocalAddress() ? "192.0.0.64" : host.getHostAddress();
        DiscoveryReply.Ports ports =
                new DiscoveryReply.Ports(address, tls == null ? boundPort : 0, tls == null ? 0 : boundPort);
        return DiscoveryResponder.start(
                discovery, new DiscoveryReply(device, discovery.form(), ports), device.shortSerial());
    }

    private HttpServer server(InetSocketAddress address) throws IOException {
        Tls spoken = tls;
        if (spoken == null) {
            return HttpServer.create(address, 0);
        }
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(spoken.configurator());
        return server;
    }

    private List<Endpoint> endpoints() {
        List<Endpoint> endpoints = new ArrayList<>(List.of(
                new DeviceInfoEndpoint(device, profile),
                new TimeEndpoint(device, profile),
                new UserCheckEndpoint(profile),
                new CapabilitiesEndpoint(profile),
                replay == null ? new AcsEventSearch(device, profile) : new ReplayEndpoint(replay),
                new EventCount(device, profile),
                new PictureEndpoint(profile)));
        endpoints.addAll(SystemResources.endpoints(device, profile, this::reboot));
        endpoints.addAll(SecurityResources.endpoints(device, profile, user));
        endpoints.addAll(AccessResources.endpoints(device, profile));
        endpoints.addAll(AttendanceResources.endpoints(device, profile));
        return List.copyOf(endpoints);
    }

    /** What exists only between start and close. */
    private record Running(
            HttpServer server,
            ExecutorService threads,
            CountDownLatch closing,
            Authentication authentication,
            Pusher pusher,
            @Nullable DiscoveryResponder responder) {
        void close() {
            if (responder != null) {
                responder.close();
            }
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

        private InetAddress host = loopback();
        private Duration rebootTime = Duration.ofSeconds(1);
        private @Nullable Discovery discovery;
        private boolean https;
        private @Nullable DeviceCertificate certificate;
        private List<String> tlsVersions = List.of();

        private Builder() {}

        /** Never ::1, whatever this Java prefers: {@link DeviceSimulator#url} promises the number. */
        private static InetAddress loopback() {
            try {
                return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            } catch (UnknownHostException e) {
                throw new IllegalStateException("four bytes are always an address", e);
            }
        }

        private @Nullable Tls tls() {
            if (!https) {
                return null;
            }
            Instant now = InstantSource.system().instant();
            return new Tls(
                    certificate == null
                            ? DeviceCertificate.selfSigned(
                                    "HIKVISION", now.minus(Period.ofDays(1)), now.plus(Period.ofDays(3650)))
                            : certificate,
                    tlsVersions);
        }

        /** Listens on this address instead of 127.0.0.1. Everybody who reaches it reaches the simulator. */
        public Builder host(InetAddress value) {
            host = value;
            return this;
        }

        /** Answers the search of the vendor's tool (SADP); default not. */
        public Builder discovery(Discovery value) {
            discovery = value;
            return this;
        }

        /** How long a reboot takes; default 1 s (a device takes a minute). */
        public Builder rebootTime(Duration value) {
            rebootTime = value;
            return this;
        }

        /** HTTPS instead of HTTP, with a new self-signed certificate of ten years. */
        public Builder https() {
            https = true;
            return this;
        }

        /** HTTPS with this certificate. */
        public Builder https(DeviceCertificate value) {
            certificate = value;
            return https();
        }

        /**
         * The only TLS versions it speaks, as {@code TLSv1.2}; default all this Java has. A version that this Java has
         * switched off ({@code jdk.tls.disabledAlgorithms}, usually TLSv1) makes every handshake fail, which is also what
         * a modern client sees of such a device (DS-K1A340FWX V1.2.7).
         */
        public Builder tlsVersions(String... values) {
            tlsVersions = List.of(values);
            return this;
        }

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
