package dev.rollcall.receiver.security;

import com.google.common.net.InetAddresses;
import dev.rollcall.receiver.config.AccessSettings;
import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Tells where a request comes from: the address of the connection or, if that is a reverse proxy that the settings name, the last
 * address in X-Forwarded-For that is none. What anybody else writes in that header is not believed. Thread-safe.
 */
public final class Peers {

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;

    private final Set<InetAddress> trusted = new HashSet<>();

    public Peers(AccessSettings settings) {
        for (String address : settings.trustedProxies()) {
            if (!InetAddresses.isInetAddress(address.strip())) {
                throw new IllegalArgumentException("rollcall.access.trusted-proxies '" + address
                        + "' is no IP address; name each reverse proxy by its address, for example 127.0.0.1");
            }
            trusted.add(InetAddresses.forString(address.strip()));
        }
    }

    /** Returns the address a request comes from. */
    public String address(HttpServletRequest request) {
        String connection = String.valueOf(request.getRemoteAddr());
        if (!isTrusted(connection)) {
            return connection;
        }
        for (String hop : hopsFromTheLast(request)) {
            if (!InetAddresses.isInetAddress(hop)) {
                return connection;
            }
            if (!isTrusted(hop)) {
                return hop;
            }
        }
        return connection;
    }

    /** Returns what limits are counted by: the address, or of IPv6 the network, since one customer has as many as she likes. */
    public String network(HttpServletRequest request) {
        String address = address(request);
        InetAddress parsed = InetAddresses.isInetAddress(address) ? InetAddresses.forString(address) : null;
        return parsed instanceof Inet6Address six
                ? Arrays.toString(Arrays.copyOf(six.getAddress(), NETWORK_BYTES))
                : address;
    }

    private static List<String> hopsFromTheLast(HttpServletRequest request) {
        List<String> hops = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders(FORWARDED_FOR))) {
            Arrays.stream(header.split(",", -1)).map(String::strip).forEach(hops::add);
        }
        Collections.reverse(hops);
        return hops;
    }

    private boolean isTrusted(String address) {
        return !trusted.isEmpty()
                && InetAddresses.isInetAddress(address)
                && trusted.contains(InetAddresses.forString(address));
    }
}
