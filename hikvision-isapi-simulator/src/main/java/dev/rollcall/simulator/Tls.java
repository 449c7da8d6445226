package dev.rollcall.simulator;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** How the device speaks TLS: with which certificate and which versions (all this Java has, if the list is empty). */
record Tls(DeviceCertificate certificate, List<String> versions) {

    Tls {
        versions = List.copyOf(versions);
    }

    Tls with(DeviceCertificate other) {
        return new Tls(other, versions);
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
