package dev.rollcall.isapi.internal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/** Builds the HTTP side of one connection: HTTP/1.1 straight to the device, no proxy, no redirects, no compression. */
final class DeviceHttp {

    private DeviceHttp() {}

    static OkHttpClient client(DeviceSettings settings, DigestSession digest) {
        return new OkHttpClient.Builder()
                .dispatcher(new Dispatcher(daemonThreads(settings.address())))
                .connectionPool(new ConnectionPool(1, 25, TimeUnit.SECONDS))
                .protocols(List.of(Protocol.HTTP_1_1))
                .proxy(Proxy.NO_PROXY)
                .followRedirects(false)
                .followSslRedirects(false)
                .socketFactory(new NoDelaySockets())
                .connectTimeout(settings.connectTimeout())
                .readTimeout(settings.readTimeout())
                .writeTimeout(settings.readTimeout())
                .callTimeout(settings.callTimeout())
                .addInterceptor(DeviceHttp::calmly)
                .addInterceptor(new BoundedBody(settings.maxBodyBytes()))
                .addInterceptor(digest::reuseNonce)
                .addNetworkInterceptor(digest::watch)
                .authenticator(digest)
                .build();
    }

    static Retrofit retrofit(DeviceSettings settings, OkHttpClient client) {
        HttpUrl root = new HttpUrl.Builder()
                .scheme("http")
                .host(settings.host())
                .port(settings.port())
                .build();
        return new Retrofit.Builder()
                .baseUrl(root)
                .client(client)
                .addConverterFactory(JacksonConverterFactory.create(BodyReader.jsonMapper()))
                .build();
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

    /** Small requests are sent at once; waiting to fill a packet costs about 40 ms each. */
    private static final class NoDelaySockets extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
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
