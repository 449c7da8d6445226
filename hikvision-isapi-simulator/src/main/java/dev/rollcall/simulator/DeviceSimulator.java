package dev.rollcall.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Serves a {@link SimulatedDevice} over HTTP on the loopback address, as its firmware would, and pushes its events.
 *
 * <p>{@link #close} and {@link #start} again imitate a device that was off: the port, the device's log and what has been
 * acknowledged stay, the nonces and a lock-out are gone. Safe for use by several threads; all its threads are daemons.
 */
public final class DeviceSimulator implements AutoCloseable {
    private final PowerSwitch power;
    private final FaultScript faults = new FaultScript();
    private final Queue<PushFault> pushFaults = new ConcurrentLinkedQueue<>();
    private final RequestLog log = new RequestLog();
    private volatile Duration latency;

    private DeviceSimulator(Builder builder) {
        this.latency = builder.latency;
        this.power = new PowerSwitch(
                builder.settings(),
                builder.port,
                builder.tls(),
                new PoweredDevice.Surroundings(faults, pushFaults, log, () -> latency));
        if (builder.pushTarget != null) {
            pushTo(builder.pushTarget);
        }
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
        power.on();
        return this;
    }

    /** Where it listens, without a trailing slash: {@code http://127.0.0.1:PORT}, or https. */
    public URI url() {
        return power.url();
    }

    /** The certificate it shows, if it speaks HTTPS. */
    public Optional<DeviceCertificate> certificate() {
        return power.certificate();
    }

    /**
     * From now on shows another certificate. A running device restarts its web server for it, which breaks open
     * connections and ends nonces and a lock-out.
     *
     * @throws IllegalStateException if it speaks plain HTTP; build it with {@link Builder#https}
     * @throws IOException if another process has taken the port meanwhile
     */
    public void useCertificate(DeviceCertificate value) throws IOException {
        power.useCertificate(Objects.requireNonNull(value, "certificate"));
    }

    /**
     * Restarts the device as PUT System/reboot does: it is gone for the time set by {@link Builder#rebootTime}, then
     * logs 2/1024 and listens again on the same port. Returns at once; does nothing to a device that is off.
     */
    public void reboot() {
        power.reboot();
    }

    /** The bound port; before the first start the configured one. */
    public int port() {
        return power.port();
    }

    public SimulatedDevice device() {
        return power.device();
    }

    /**
     * Puts another device in this one's place: same address, same accounts. Open connections break; the port is refused for
     * a moment, as when somebody changes the device on the wall.
     *
     * @throws IOException if another process has taken the port meanwhile
     */
    public void replaceDevice(SimulatedDevice other, FirmwareProfile otherProfile) throws IOException {
        power.replaceDevice(other, otherProfile);
    }

    /**
     * Upgrades the firmware in place: the device behaves as the profile from now on, its long serial changes with version
     * and build date, its log and the last nine characters stay, and it restarts (2/1024).
     *
     * @throws IOException if another process has taken the port meanwhile
     */
    public void upgrade(FirmwareProfile newer) throws IOException {
        power.upgrade(newer);
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
        return power.refusedPasswords();
    }

    /** Whether the account is locked now, by the device's clock. */
    public boolean locked() {
        return power.ask(on -> on.authentication().locked(), false);
    }

    /** From now on every answer takes this much longer. */
    public void setLatency(Duration value) {
        latency = Objects.requireNonNull(value, "latency");
    }

    /**
     * From now on every new event is posted to this address, as if the device had just been configured so: it stands in the
     * first httpHosts slot that is not somebody else's, whatever rules the profile has for what a client may set.
     *
     * @throws IllegalArgumentException if it is no absolute http or https address
     */
    public void pushTo(URI receiver) {
        if (receiver.getHost() == null || !List.of("http", "https").contains(receiver.getScheme())) {
            throw new IllegalArgumentException("a receiver needs a whole http:// or https:// address, got " + receiver);
        }
        power.pushTo(receiver);
    }

    /** Lets a frame of an event stream go wrong, once; faults strike in the order they were queued. Needs a started device. */
    public void enqueueStreamFault(StreamFault fault) {
        power.enqueueStreamFault(Objects.requireNonNull(fault, "fault"));
    }

    /** How many clients have an event stream open now. */
    public int streams() {
        return power.ask(on -> on.streams().seated(), 0);
    }

    /** Holds events back, also over a restart, until {@link #resumePush}. */
    public void pausePush() {
        power.pausePush(true);
    }

    public void resumePush() {
        power.pausePush(false);
    }

    /** The latest tries to push (20 000 at most) since the last start, oldest first. */
    public List<PushAttempt> pushAttempts() {
        return power.ask(on -> on.pushes().attempts(), List.of());
    }

    /** Stops listening and pushing and breaks open connections; {@link #start} brings the device back. */
    @Override
    public void close() {
        power.off();
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
        private InetAddress host = SimulatorSettings.loopback();
        private Duration rebootTime = Duration.ofSeconds(1);
        private @Nullable Discovery discovery;
        private boolean https;
        private @Nullable DeviceCertificate certificate;
        private List<String> tlsVersions = List.of();

        private Builder() {}

        private SimulatorSettings settings() {
            return new SimulatorSettings(
                    device == null
                            ? SimulatedDevice.builder().identityOf(profile).build()
                            : device,
                    profile,
                    accounts(),
                    replay,
                    new PushSettings(pushTimeout, pushRetry, heartbeat, pushStoredEvents, pushPictures),
                    host,
                    discovery,
                    rebootTime);
        }

        private List<Account> accounts() {
            List<Account> all = new ArrayList<>(moreAccounts);
            all.add(0, Account.administrator(user, password));
            return List.copyOf(all);
        }

        private @Nullable Tls tls() {
            return https ? Tls.with(certificate, tlsVersions) : null;
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

        /** Lets somebody else log in too. */
        public Builder account(Account value) {
            moreAccounts.add(value);
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
