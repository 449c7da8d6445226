package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.DeviceTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.TlsVersion;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/**
 * Builds the HTTP side of one connection: HTTP/1.1 straight to the device, no proxy, no redirects, no compression. A connection
 * for plain HTTP never speaks TLS and one for HTTPS never plain HTTP.
 */
final class DeviceHttp {

    private static final ConnectionSpec MODERN = new ConnectionSpec.Builder(ConnectionSpec.MODERN_TLS)
            .tlsVersions(TlsVersion.TLS_1_3, TlsVersion.TLS_1_2)
            .build();
    private static final ConnectionSpec LEGACY = new ConnectionSpec.Builder(ConnectionSpec.COMPATIBLE_TLS)
            .allEnabledTlsVersions()
            .allEnabledCipherSuites()
            .build();

    private DeviceHttp() {}

    /** For calls with an answer of bounded length and duration. */
    static OkHttpClient client(DeviceSettings settings, DigestSession digest, ConnectionCount connections) {
        return authenticated(settings, digest, new BoundedBody(settings.maxBodyBytes()))
                .callTimeout(settings.callTimeout())
                .eventListener(connections)
                .build();
    }

    /**
     * What every conversation with the device shares: its TLS, connect and read deadlines, and the digest session with its
     * password guard. There is no bound on body or duration yet.
     *
     * @param outermost interceptors that see one call as a whole, its digest rounds included
     */
    static OkHttpClient.Builder authenticated(DeviceSettings settings, DigestSession digest, Interceptor... outermost) {
        OkHttpClient.Builder builder = plain(settings.address())
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .addInterceptor(DeviceHttp::calmly);
        for (Interceptor interceptor : outermost) {
            builder.addInterceptor(interceptor);
        }
        builder.addInterceptor(digest::reuseNonce)
                .addNetworkInterceptor(digest::watch)
                .authenticator(digest);
        DeviceTls tls = settings.tls();
        return tls == null ? builder : encrypted(builder, tls, TlsTrust.of(tls));
    }

    /** Straight to the device: HTTP/1.1, no proxy, no redirects, one connection. */
    static OkHttpClient.Builder plain(String device) {
        return new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(daemonThreads(device)))
                .connectionPool(new ConnectionPool(1, 25, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .socketFactory(new NoDelaySockets())
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT));
    }

    /** Adds TLS. Where a fingerprint is pinned, it and not the host name says who the peer is. */
    static OkHttpClient.Builder encrypted(OkHttpClient.Builder builder, DeviceTls tls, TlsTrust trust) {
        builder.sslSocketFactory(sockets(trust), trust).connectionSpecs(List.of(tls.legacy() ? LEGACY : MODERN));
        return tls.isPinned() ? builder.hostnameVerifier((name, session) -> true) : builder;
    }

    static HttpUrl root(String scheme, String host, int port) {
        return new HttpUrl.Builder().scheme(scheme).host(host).port(port).build();
    }

    static Retrofit retrofit(DeviceSettings settings, OkHttpClient client) {
        String scheme = settings.tls() == null ? "http" : "https";
        return new Retrofit.Builder()
                .baseUrl(root(scheme, settings.host(), settings.port()))
                .client(client)
                .addConverterFactory(JacksonConverterFactory.create(BodyReader.jsonMapper()))
                .build();
    }

    private static SSLSocketFactory sockets(TlsTrust trust) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {trust}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java offers no TLS", e);
        }
    }

    /** A mistake in an interceptor or the digest engine becomes a failed call instead of a dead thread. */
    private static Response calmly(Interceptor.Chain chain) throws IOException {
        Request request = chain.request()
                .newBuilder()
                .header("User-Agent", "hikvision-isapi-client")
                .header("Accept-Encoding", "identity")
                .build();
        try {
            return chain.proceed(request);
        } catch (RuntimeException e) {
            throw new IOException("the exchange could not be completed", e);
        }
    }

    private static ExecutorService daemonThreads(String device) {
        return Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "isapi " + device);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Small requests are sent at once; waiting to fill a packet costs about 40 ms each. The system asks a silent peer now and then
     * whether it is still there, as a device that lost its power says nothing.
     */
    private static final class NoDelaySockets extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return refuse();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return refuse();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return refuse();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return refuse();
        }

        private static Socket refuse() throws IOException {
            throw new IOException("only unconnected sockets are made here");
        }
    }
}
