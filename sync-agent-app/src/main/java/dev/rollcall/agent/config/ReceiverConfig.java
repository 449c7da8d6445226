package dev.rollcall.agent.config;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The receiver, and the way to it.
 *
 * @param url         its base address, ending in a slash, without user, query or fragment
 * @param token       the agent's token
 * @param proxy       the proxy on the way; null to go directly
 * @param authorities certificates that are trusted beside those that this Java trusts
 */
public record ReceiverConfig(
        URI url, Secret token, @Nullable ProxyConfig proxy, List<X509Certificate> authorities) {

    public ReceiverConfig {
        authorities = List.copyOf(authorities);
    }
}
