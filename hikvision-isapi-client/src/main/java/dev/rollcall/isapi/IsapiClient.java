package dev.rollcall.isapi;

import dev.rollcall.isapi.access.AccessApi;
import dev.rollcall.isapi.internal.CertificateReader;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.DeviceSettings;
import dev.rollcall.isapi.notification.NotificationApi;
import dev.rollcall.isapi.person.PersonApi;
import dev.rollcall.isapi.system.SystemApi;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Talks to one terminal. Immutable and thread-safe; make one per device and keep it: it remembers the digest challenge, so that
 * a call in steady state is one round trip. At most one request is in flight to the device, further callers wait their turn;
 * waiting and requests end with {@link IsapiException.Unavailable} when the thread is interrupted (the flag stays set).
 *
 * <p>Redirects are not followed. The password is only ever used to answer a digest challenge of this very device; it travels
 * readable only inside a pinned TLS connection, and only to a device that knows no digest. How often a refused password may be shown is the {@link PasswordGuard}'s decision.
 */
public final class IsapiClient implements AutoCloseable {

    private final DeviceSettings settings;
    private final DeviceConnection connection;
    private final SystemApi system;
    private final AccessApi access;
    private final PersonApi person;
    private final NotificationApi notification;

    private IsapiClient(DeviceSettings settings) {
        this.settings = settings;
        this.connection = new DeviceConnection(settings);
        this.system = new SystemApi(connection);
        this.access = new AccessApi(connection);
        this.person = new PersonApi(connection);
        this.notification = new NotificationApi(connection);
    }

    /** A builder that needs host and credentials. */
    public static Builder builder() {
        return new Builder();
    }

    /** A builder with this client's settings, its password guard included. The new client has a connection of its own. */
    public Builder newBuilder() {
        return new Builder(settings);
    }

    /** What the terminal says about itself. */
    public SystemApi system() {
        return system;
    }

    /** The events the terminal holds, and its doors. */
    public AccessApi access() {
        return access;
    }

    /** The people the terminal knows, their credentials and schedules. */
    public PersonApi person() {
        return person;
    }

    /** Where the terminal posts events to, and streams of events. */
    public NotificationApi notification() {
        return notification;
    }

    /**
     * How many TCP connections were opened to the address so far, those of streams aside. What comes over one connection comes
     * from one device; where two devices answer at one address in turn, only a new connection can change who is asked.
     */
    public long connectionsMade() {
        return connection.connectionsMade();
    }

    /** Ends connections, streams and requests in flight. Calls after that fail with {@link IsapiException.Unavailable}. */
    @Override
    public void close() {
        connection.close();
    }

    @Override
    public String toString() {
        return "IsapiClient[" + settings.address() + "]";
    }

    /** Collects settings; {@link #build()} checks them. Not thread-safe. */
    public static final class Builder {

        private static final int HTTP_PORT = 80;
        private static final int HTTPS_PORT = 443;

        private @Nullable String host;
        private @Nullable Integer port;
        private @Nullable DeviceTls tls;
        private @Nullable String user;
        private @Nullable String password;
        private @Nullable PasswordGuard passwordGuard;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration readTimeout = Duration.ofSeconds(30);
        private Duration callTimeout = Duration.ofSeconds(60);
        private Duration pagePause = Duration.ZERO;
        private long maxBodyBytes = 16L * 1024 * 1024;

        private Builder() {}

        private Builder(DeviceSettings settings) {
            host = settings.host();
            port = settings.port();
            tls = settings.tls();
            user = settings.user();
            password = settings.password();
            passwordGuard = settings.passwordGuard();
            connectTimeout = settings.connectTimeout();
            readTimeout = settings.readTimeout();
            callTimeout = settings.callTimeout();
            pagePause = settings.pagePause();
            maxBodyBytes = settings.maxBodyBytes();
        }

        /** Host name or IP address, without scheme, port or path. Required. */
        public Builder host(String host) {
            this.host = Objects.requireNonNull(host, "host");
            return this;
        }

        /** TCP port, 1 to 65535; 80 unless set, 443 with HTTPS. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** HTTPS with a certificate that an authority known to this Java signed for this host. */
        public Builder https() {
            return https(DeviceTls.trusted());
        }

        /**
         * HTTPS, trusted as {@code tls} says; terminals usually need {@link DeviceTls#pinned}. Plain HTTP unless set. Over a
         * pinned connection, and nowhere else, an old device that offers Basic and no Digest is answered.
         */
        public Builder https(DeviceTls tls) {
            this.tls = Objects.requireNonNull(tls, "tls");
            return this;
        }

        /** The device account. Required. */
        public Builder credentials(String user, String password) {
            this.user = Objects.requireNonNull(user, "user");
            this.password = Objects.requireNonNull(password, "password");
            return this;
        }

        /** Who decides about showing a refused password again; {@link PasswordGuard#inMemory()} unless set. */
        public Builder passwordGuard(PasswordGuard passwordGuard) {
            this.passwordGuard = Objects.requireNonNull(passwordGuard, "passwordGuard");
            return this;
        }

        /** Longest wait for a TCP connection; 10 seconds unless set. */
        public Builder connectTimeout(Duration connectTimeout) {
            this.connectTimeout = Objects.requireNonNull(connectTimeout, "connectTimeout");
            return this;
        }

        /** Longest silence while reading an answer; 30 seconds unless set. Pages took up to 3.4 s on DS-K1T342EFWX V3.3.5. */
        public Builder readTimeout(Duration readTimeout) {
            this.readTimeout = Objects.requireNonNull(readTimeout, "readTimeout");
            return this;
        }

        /** Longest duration of one call, its digest rounds included; 60 seconds unless set. */
        public Builder callTimeout(Duration callTimeout) {
            this.callTimeout = Objects.requireNonNull(callTimeout, "callTimeout");
            return this;
        }

        /** Rest between two pages of one search, for old terminals; none unless set. */
        public Builder pagePause(Duration pagePause) {
            this.pagePause = Objects.requireNonNull(pagePause, "pagePause");
            return this;
        }

        /** Largest answer that is read, in bytes; 16 MiB unless set. A larger one is an {@code UnexpectedResponse}. */
        public Builder maxBodyBytes(long maxBodyBytes) {
            this.maxBodyBytes = maxBodyBytes;
            return this;
        }

        /**
         * Asks the terminal for its certificate, for a first decision by a person: connects, finishes the TLS handshake and hangs
         * up. Needs host and port (443 unless set); sends neither credentials nor any HTTP. Nothing is trusted by that: compare the
         * fingerprint on another way, then give it to {@link DeviceTls#pinned}.
         *
         * @throws IsapiException.Unavailable if nobody answers, or no TLS can be agreed
         * @throws IllegalArgumentException if the host is missing or out of bounds
         */
        public DeviceCertificate readCertificate() {
            String address = requiredHost();
            int asked = port == null ? HTTPS_PORT : port;
            DeviceSettings.requireAddress(address, asked);
            return new CertificateReader(address, asked).read(connectTimeout, readTimeout, callTimeout);
        }

        /**
         * Opens nothing yet: the first call connects.
         *
         * @throws IllegalArgumentException naming the setting that is missing or out of bounds
         */
        public IsapiClient build() {
            String address = requiredHost();
            if (user == null || password == null) {
                throw new IllegalArgumentException("credentials are missing: set credentials(user, password)");
            }
            PasswordGuard guard = passwordGuard == null ? PasswordGuard.inMemory() : passwordGuard;
            int plainOrEncrypted = tls == null ? HTTP_PORT : HTTPS_PORT;
            return new IsapiClient(new DeviceSettings(
                    address,
                    port == null ? plainOrEncrypted : port,
                    tls,
                    user,
                    password,
                    guard,
                    connectTimeout,
                    readTimeout,
                    callTimeout,
                    pagePause,
                    maxBodyBytes));
        }

        private String requiredHost() {
            if (host == null) {
                throw new IllegalArgumentException("host is missing: set host(\"192.168.1.200\")");
            }
            return host;
        }
    }
}
