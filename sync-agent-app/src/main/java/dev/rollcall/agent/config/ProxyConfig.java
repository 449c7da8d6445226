package dev.rollcall.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * The HTTP proxy through which the receiver is reached.
 *
 * @param host     its host name or IP address
 * @param port     its TCP port
 * @param user     the account it asks for; null if it asks for none
 * @param password that account's password
 */
public record ProxyConfig(String host, int port, @Nullable String user, Secret password) {

    /** Returns {@code host:port}. */
    public String address() {
        return host + ":" + port;
    }
}
