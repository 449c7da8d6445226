package dev.rollcall.isapi.internal;

import dev.rollcall.isapi.DeviceCertificate;
import dev.rollcall.isapi.DeviceTls;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Decides during the TLS handshake, before any byte of HTTP, whether the peer is the terminal that was trusted. An extended
 * trust manager, since the JDK adds checks of its own (names, key sizes of old certificates) to a plain one.
 */
final class TlsTrust extends X509ExtendedTrustManager {

    private final Judge judge;

    private TlsTrust(Judge judge) {
        this.judge = judge;
    }

    static TlsTrust of(DeviceTls tls) {
        return new TlsTrust(tls.isPinned() ? pinned(tls) : signedByAuthority());
    }

    /** Accepts anything and shows it to {@code witness}; for reading a certificate, never for a call. */
    static TlsTrust showing(java.util.function.Consumer<X509Certificate> witness) {
        return new TlsTrust((chain, authType) -> witness.accept(chain[0]));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        judge.check(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        judge.check(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        judge.check(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw new CertificateException("this is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static Judge pinned(DeviceTls tls) {
        return (chain, authType) -> {
            if (tls.pins().stream().noneMatch(pin -> pin.matches(chain[0]))) {
                throw new UntrustedException(chain[0], "its fingerprint is none of those pinned", null);
            }
        };
    }

    private static Judge signedByAuthority() {
        X509TrustManager authorities = systemAuthorities();
        return (chain, authType) -> {
            try {
                authorities.checkServerTrusted(chain, authType);
            } catch (CertificateException e) {
                throw new UntrustedException(chain[0], "no authority known to this Java vouches for it", e);
            }
        };
    }

    private static X509TrustManager systemAuthorities() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return (X509TrustManager) factory.getTrustManagers()[0];
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the trusted authorities of this Java cannot be read", e);
        }
    }

    private interface Judge {
        void check(X509Certificate[] chain, String authType) throws CertificateException;
    }

    /** Whoever answered is not who was trusted. */
    static final class UntrustedException extends CertificateException {

        private final transient DeviceCertificate presented;

        UntrustedException(X509Certificate presented, String reason, @Nullable Throwable cause) {
            super(reason, cause);
            this.presented = DeviceCertificate.of(presented);
        }

        DeviceCertificate presented() {
            return presented;
        }
    }
}
