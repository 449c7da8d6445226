package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;

class HttpsTest {

    @Test
    void certificate_isSelfSignedAndValid() throws Exception {
        try (DeviceSimulator simulator = DeviceSimulator.builder().https().start()) {
            DeviceCertificate shown = simulator.certificate().orElseThrow();
            X509Certificate certificate = shown.certificate();
            certificate.verify(certificate.getPublicKey());
            certificate.checkValidity();
            assertThat(certificate.getSubjectX500Principal()).isEqualTo(certificate.getIssuerX500Principal());
            assertThat(certificate.getSubjectAlternativeNames())
                    .as("names no host, as on a terminal")
                    .isNull();
            assertThat(simulator.url()).hasScheme("https").hasHost("127.0.0.1");
            assertThat(fingerprintShownBy(simulator.url(), shown)).isEqualTo(shown.fingerprint());
            assertThat(shown.toString()).contains(shown.fingerprint()).doesNotContain("PrivateKey");
        }
    }

    @Test
    void validity_canBeOver() {
        Instant end = Instant.parse("2020-01-01T00:00:00Z");
        DeviceCertificate expired = DeviceCertificate.selfSigned("K1T", end.minus(Duration.ofDays(30)), end);
        assertThat(expired.certificate().getNotAfter().toInstant()).isEqualTo(end);
        assertThatThrownBy(() -> expired.certificate().checkValidity()).isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void certificate_canBeReplacedWhileRunning() throws Exception {
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        DeviceCertificate other = DeviceCertificate.selfSigned("other", start, start.plus(3650, ChronoUnit.DAYS));
        try (DeviceSimulator simulator = DeviceSimulator.builder().https().start()) {
            DeviceCertificate first = simulator.certificate().orElseThrow();
            assertThat(fingerprintShownBy(simulator.url(), first)).isEqualTo(first.fingerprint());
            simulator.useCertificate(other);
            assertThat(fingerprintShownBy(simulator.url(), other)).isEqualTo(other.fingerprint());
            assertThatThrownBy(() -> fingerprintShownBy(simulator.url(), first)).isInstanceOf(SSLException.class);
            simulator.close();
            simulator.start();
            assertThat(fingerprintShownBy(simulator.url(), other)).isEqualTo(other.fingerprint());
        }
    }

    @Test
    void versions_canBeRestricted() throws Exception {
        try (DeviceSimulator simulator =
                DeviceSimulator.builder().https().tlsVersions("TLSv1.2").start()) {
            DeviceCertificate shown = simulator.certificate().orElseThrow();
            assertThat(versionWith(simulator.url(), shown)).isEqualTo("TLSv1.2");
            assertThatThrownBy(() -> versionWith(simulator.url(), shown, "TLSv1.3"))
                    .isInstanceOf(SSLHandshakeException.class);
        }
    }

    @Test
    void plainSimulator_hasNoCertificate() throws Exception {
        try (DeviceSimulator simulator = DeviceSimulator.builder().start()) {
            assertThat(simulator.certificate()).isEmpty();
            DeviceCertificate some = DeviceCertificate.selfSigned("x", Instant.EPOCH, Instant.EPOCH);
            assertThatThrownBy(() -> simulator.useCertificate(some))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("https()");
        }
    }

    private static String fingerprintShownBy(URI url, DeviceCertificate trusted) throws Exception {
        try (SSLSocket socket = handshake(url, trusted)) {
            byte[] shown = socket.getSession().getPeerCertificates()[0].getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(shown));
        }
    }

    private static String versionWith(URI url, DeviceCertificate trusted, String... versions) throws Exception {
        try (SSLSocket socket = handshake(url, trusted, versions)) {
            return socket.getSession().getProtocol();
        }
    }

    static SSLSocket handshake(URI url, DeviceCertificate trusted, String... versions) throws Exception {
        SSLSocket socket = (SSLSocket) trusting(trusted).getSocketFactory().createSocket(url.getHost(), url.getPort());
        socket.setSoTimeout(10_000);
        if (versions.length > 0) {
            socket.setEnabledProtocols(versions);
        }
        socket.startHandshake();
        return socket;
    }

    private static SSLContext trusting(DeviceCertificate trusted) throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setCertificateEntry("device", trusted.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
