package dev.rollcall.agent.cloud;

import dev.rollcall.agent.config.ProxyConfig;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.charset.StandardCharsets;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/** Goes by the configured proxy and no other, and logs in there once it asks; a refused log-in is not repeated. */
final class ProxyLogin implements Authenticator {

    private static final String HEADER = "Proxy-Authorization";

    private final ProxyConfig proxy;

    private ProxyLogin(ProxyConfig proxy) {
        this.proxy = proxy;
    }

    /** Sets the way; without a proxy straight on, whatever Java's own properties say. */
    static OkHttpClient.Builder set(OkHttpClient.Builder http, @Nullable ProxyConfig proxy) {
        if (proxy == null) {
            return http.proxy(Proxy.NO_PROXY);
        }
        // Unresolved: the name is looked up anew for each connection.
        InetSocketAddress address = InetSocketAddress.createUnresolved(proxy.host(), proxy.port());
        return http.proxy(new Proxy(Proxy.Type.HTTP, address)).proxyAuthenticator(new ProxyLogin(proxy));
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        String user = proxy.user();
        if (user == null || response.request().header(HEADER) != null) {
            return null;
        }
        return response.request()
                .newBuilder()
                .header(HEADER, Credentials.basic(user, proxy.password().reveal(), StandardCharsets.UTF_8))
                .build();
    }
}
