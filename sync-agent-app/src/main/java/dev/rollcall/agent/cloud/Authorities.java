package dev.rollcall.agent.cloud;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts what this Java trusts, and the authorities of the configuration beside. Says of each certificate that it refuses why.
 * The host name is checked elsewhere, as ever. Immutable.
 */
final class Authorities implements X509TrustManager {

    private final X509TrustManager known;
    private final InstantSource clock;

    private Authorities(X509TrustManager known, InstantSource clock) {
        this.known = known;
        this.clock = clock;
    }

    /** Returns what trusts these certificates beside the platform's. */
    static Authorities with(List<X509Certificate> own, InstantSource clock) {
        try {
            X509TrustManager platform = from(null);
            return new Authorities(own.isEmpty() ? platform : from(together(platform, own)), clock);
        } catch (GeneralSecurityException | java.io.IOException broken) {
            throw new IllegalStateException("this Java cannot check certificates", broken);
        }
    }

    /** Returns a factory of sockets that check by this. */
    SSLSocketFactory sockets() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {this}, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("this Java has no TLS", broken);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        checkTimes(chain[0]);
        try {
            known.checkServerTrusted(chain, authType);
        } catch (CertificateException refused) {
            throw new UntrustedException(
                    "its certificate is signed by an authority that this computer does not know ("
                            + chain[chain.length - 1].getIssuerX500Principal().getName()
                            + "). If that is your own authority, or that of a device that inspects your traffic, name its"
                            + " certificate in receiver.caFile",
                    refused);
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("nobody logs in here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return known.getAcceptedIssuers();
    }

    private void checkTimes(X509Certificate certificate) throws UntrustedException {
        Instant now = clock.instant();
        String times = "valid from " + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant();
        String clocks = "this computer's clock says " + now
                + ". Correct whichever is wrong: the clock (best by NTP) or the" + " certificate";
        try {
            certificate.checkValidity(Date.from(now));
        } catch (CertificateExpiredException expired) {
            throw new UntrustedException("its certificate has expired (" + times + "), or " + clocks, expired);
        } catch (CertificateNotYetValidException early) {
            throw new UntrustedException("its certificate is not valid yet (" + times + "), or " + clocks, early);
        }
    }

    private static X509TrustManager from(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow(() -> new CertificateException("no trust manager"));
    }

    private static KeyStore together(X509TrustManager platform, List<X509Certificate> own)
            throws GeneralSecurityException, java.io.IOException {
        List<X509Certificate> all = new ArrayList<>(List.of(platform.getAcceptedIssuers()));
        all.addAll(own);
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (int i = 0; i < all.size(); i++) {
            store.setCertificateEntry("authority-" + i, all.get(i));
        }
        return store;
    }

    /** A certificate is refused; the message says why and what to do. */
    static final class UntrustedException extends CertificateException {

        UntrustedException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
