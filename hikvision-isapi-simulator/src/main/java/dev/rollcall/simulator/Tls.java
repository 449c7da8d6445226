package dev.rollcall.simulator;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.time.Period;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** How the device speaks TLS: with which certificate and which versions (all this Java has, if the list is empty). */
record Tls(DeviceCertificate certificate, List<String> versions) {

    Tls {
        versions = List.copyOf(versions);
    }

    /** With this certificate, or, if there is none, a new self-signed one of ten years. */
    static Tls with(@Nullable DeviceCertificate certificate, List<String> versions) {
        Instant now = InstantSource.system().instant();
        return new Tls(
                certificate == null
                        ? DeviceCertificate.selfSigned(
                                "HIKVISION", now.minus(Period.ofDays(1)), now.plus(Period.ofDays(3650)))
                        : certificate,
                versions);
    }

    HttpsConfigurator configurator() {
        return new HttpsConfigurator(context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters chosen = getSSLContext().getDefaultSSLParameters();
                if (!versions.isEmpty()) {
                    chosen.setProtocols(versions.toArray(String[]::new));
                }
                parameters.setSSLParameters(chosen);
            }
        };
    }

    /** A new one each time, so that no session made with an earlier certificate is taken up again. */
    private SSLContext context() {
        try {
            char[] none = new char[0];
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, none);
            store.setKeyEntry("device", certificate.key(), none, new Certificate[] {certificate.certificate()});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, none);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot serve TLS with " + certificate, e);
        }
    }
}
