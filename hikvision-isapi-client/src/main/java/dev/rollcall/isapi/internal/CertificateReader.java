package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.DeviceCertificate;
import dev.rollcall.isapi.DeviceTls;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * Reads the certificate of a terminal: a TLS handshake to its end, so that the peer has proved to hold the key, and nothing
 * after it. Internal: use {@link dev.rollcall.isapi.IsapiClient.Builder#readCertificate()}.
 */
public final class CertificateReader {

    private static final String PATH = "/";

    private final String host;
    private final int port;
    private final CallFailures failures;

    public CertificateReader(String host, int port) {
        this.host = host;
        this.port = port;
        this.failures = new CallFailures(DeviceSettings.address(host, port));
    }

    /** Blocks until the handshake is over. */
    public DeviceCertificate read(Duration connectTimeout, Duration readTimeout, Duration callTimeout) {
        AtomicReference<X509Certificate> seen = new AtomicReference<>();
        OkHttpClient http = DeviceHttp.encrypted(
                        DeviceHttp.plain(DeviceSettings.address(host, port)),
                        DeviceTls.trusted().withLegacyTls(),
                        TlsTrust.showing(seen::set))
                .hostnameVerifier((name, session) -> true)
                .connectTimeout(connectTimeout)
                .readTimeout(readTimeout)
                .callTimeout(callTimeout)
                .addNetworkInterceptor(CertificateReader::stopBeforeHttp)
                .build();
        try {
            Throwable end = outcome(http);
            X509Certificate certificate = seen.get();
            if (end instanceof HandshakeDone && certificate != null) {
                return DeviceCertificate.of(certificate);
            }
            throw failures.of(PATH, new Attempt(), end);
        } finally {
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    private Throwable outcome(OkHttpClient http) {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Call call = http.newCall(
                new Request.Builder().url(DeviceHttp.root("https", host, port)).build());
        call.enqueue(new Outcome(ended));
        try {
            return ended.get();
        } catch (InterruptedException e) {
            call.cancel();
            throw failures.interrupted(PATH, e);
        } catch (ExecutionException e) {
            return e;
        }
    }

    private static Response stopBeforeHttp(Interceptor.Chain chain) throws IOException {
        throw new HandshakeDone();
    }

    private static final class HandshakeDone extends IOException {}

    private record Outcome(CompletableFuture<Throwable> ended) implements Callback {

        @Override
        public void onFailure(Call call, IOException e) {
            ended.complete(e);
        }

        @Override
        public void onResponse(Call call, Response response) {
            response.close();
            ended.complete(new IOException("an answer came to no request"));
        }
    }
}
