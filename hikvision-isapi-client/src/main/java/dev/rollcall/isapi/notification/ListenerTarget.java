package dev.rollcall.isapi.notification;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a device shall post its events: an address as the device sees it. Give it explicitly; an address found out by guessing
 * has overwritten working configurations with {@code 0.0.0.0:80}.
 */
public final class ListenerTarget {

    private final Builder chosen;
    private final String host;

    private ListenerTarget(Builder chosen, String host) {
        this.chosen = chosen.copy();
        this.host = host;
    }

    /** A builder that needs host, port and path. */
    public static Builder builder() {
        return new Builder();
    }

    /** IPv4 address or host name. */
    public String host() {
        return host;
    }

    /** TCP port, 1 to 65535. */
    public int port() {
        return chosen.port;
    }

    /** Path and query, from its slash on. May hold a secret. */
    public String path() {
        return chosen.path;
    }

    /** Whether the device shall post over HTTPS; many old models cannot. */
    public boolean https() {
        return chosen.https;
    }

    /** {@code XML} or {@code JSON}; null: as the device has it. */
    public @Nullable String format() {
        return chosen.format;
    }

    /** Whether events shall be kept while the listener is away; null: as the device has it. */
    public @Nullable Boolean keepEvents() {
        return chosen.keepEvents;
    }

    /** Whether {@link #host()} is a name, which some models cannot look up (DS-K1A340FWX V1.2.7, DS-K1A8503MF V1.4.0). */
    public boolean isHostName() {
        return !InetAddresses.isInetAddress(host);
    }

    /** Without the path, which may hold a token. */
    @Override
    public String toString() {
        return "ListenerTarget[" + (https() ? "https" : "http") + "://" + host + ":" + port() + "/...]";
    }

    /** Collects the parts of the address; {@link #build()} checks them. Not thread-safe. */
    public static final class Builder {

        private @Nullable String host;
        private int port = 80;
        private String path = "/";
        private boolean https;
        private @Nullable String format;
        private @Nullable Boolean keepEvents;
        private boolean loopback;

        private Builder() {}

        /** IPv4 address, or a name where the device takes one. Required. */
        public Builder host(String host) {
            this.host = Objects.requireNonNull(host, "host");
            return this;
        }

        /** TCP port, 1 to 65535; 80 unless set. DS-K1A8503MF V1.4.0 takes 1024 and above only. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Path and query from the slash on; {@code /} unless set. A secret in it is how terminals prove who they are. */
        public Builder path(String path) {
            this.path = Objects.requireNonNull(path, "path");
            return this;
        }

        /** Whether to post over HTTPS; plain HTTP unless set. Old terminals cannot (DS-K1A8503MF V1.4.0). */
        public Builder https(boolean https) {
            this.https = https;
            return this;
        }

        /** Asks for JSON bodies. Read both all the same: some firmware does not keep the wish (DS-K1T341BM V3.7.80). */
        public Builder json() {
            this.format = "JSON";
            return this;
        }

        /** Asks for XML bodies. Read both all the same. */
        public Builder xml() {
            this.format = "XML";
            return this;
        }

        /** Asks to keep events while the listener is away and send them later. DS-K1A340FWX V1.2.7 takes the wish and forgets it. */
        public Builder keepEvents(boolean keepEvents) {
            this.keepEvents = keepEvents;
            return this;
        }

        /** Allows a loopback address, which only a simulated device on this machine can reach. */
        public Builder allowLoopback() {
            this.loopback = true;
            return this;
        }

        /**
         * Checks what was chosen, without asking anybody.
         *
         * @throws IllegalArgumentException naming the part that no device could use
         */
        public ListenerTarget build() {
            require(
                    host != null && !host.isBlank(),
                    "host is missing: give the address at which the device reaches the listener");
            String name = String.valueOf(host).strip().toLowerCase(Locale.ROOT);
            if (InetAddresses.isInetAddress(name)) {
                checkAddress(InetAddresses.forString(name), name);
            } else {
                require(
                        name.matches("[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?") && !name.matches("[0-9.]+"),
                        "host is neither an IPv4 address nor a name: " + name);
                require(
                        loopback || !(name.equals("localhost") || name.endsWith(".localhost")),
                        "host is this machine itself, which no device can reach: " + name);
            }
            require(port >= 1 && port <= 65535, "port must be 1 to 65535, not " + port);
            require(
                    path.startsWith("/")
                            && path.chars().allMatch(c -> c > ' ' && c < 0x7F && "\"<>\\^`{|}".indexOf(c) < 0),
                    "path must begin with a slash and hold printable ASCII without blanks and quotes");
            require(path.length() <= 255, "path must have at most 255 characters, not " + path.length());
            return new ListenerTarget(this, name);
        }

        private void checkAddress(InetAddress address, String name) {
            require(address instanceof Inet4Address, "host must be an IPv4 address or a name, not " + name);
            require(
                    !address.isAnyLocalAddress() && !address.isMulticastAddress() && !name.equals("255.255.255.255"),
                    "host is no address of a listener: " + name);
            require(
                    loopback || !address.isLoopbackAddress(),
                    "host is this machine itself, which no device can reach: " + name);
        }

        private Builder copy() {
            Builder copy = new Builder();
            copy.port = port;
            copy.path = path;
            copy.https = https;
            copy.format = format;
            copy.keepEvents = keepEvents;
            return copy;
        }

        private static void require(boolean ok, String message) {
            if (!ok) {
                throw new IllegalArgumentException(message);
            }
        }
    }
}
