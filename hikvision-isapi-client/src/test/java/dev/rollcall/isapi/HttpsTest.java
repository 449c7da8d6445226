package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.rollcall.isapi.IsapiException.Unauthorized;
import dev.rollcall.isapi.IsapiException.Unavailable;
import dev.rollcall.isapi.IsapiException.Untrusted;
import dev.rollcall.isapi.StubDevice.Reply;
import dev.rollcall.isapi.StubDevice.Seen;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is trusted over HTTPS, and that nothing secret goes to anybody else. */
@Tag("any-jackson")
@Execution(ExecutionMode.CONCURRENT)
final class HttpsTest {

    private static final String TIME =
            "<Time><timeMode>NTP</timeMode><localTime>2026-07-13T19:14:08+03:00</localTime></Time>";

    @TempDir
    static Path folder;

    private static TestKeys keys;
    private static TestKeys otherKeys;

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = TestKeys.selfSigned(folder.resolve("device.p12"));
        otherKeys = TestKeys.selfSigned(folder.resolve("other.p12"), "-keyalg", "RSA", "-keysize", "2048");
    }

    @Test
    void https_callsThePinnedDevice() throws Exception {
        Set<CertificateFingerprint> pins = Set.of(
                CertificateFingerprint.ofCertificate(keys.certificate()),
                CertificateFingerprint.ofPublicKey(keys.certificate()));
        for (CertificateFingerprint pin : pins) {
            try (StubDevice device = goodDevice(keys);
                    IsapiClient client = device.client()
                            .https(DeviceTls.pinned(pin.toString()))
                            .build()) {
                assertThat(client.system().time().timeMode()).isEqualTo("NTP");
                assertThat(client.system().time().timeMode()).isEqualTo("NTP");
                assertThat(device.seen()).hasSize(3);
            }
        }
    }

    @Test
    void https_sendsNothingToAnotherCertificate() throws Exception {
        try (StubDevice device = goodDevice(otherKeys);
                IsapiClient client = device.client().https(pinned(keys)).build()) {
            Untrusted untrusted =
                    catchThrowableOfType(Untrusted.class, () -> client.system().time());
            assertThat(untrusted.presented())
                    .map(DeviceCertificate::fingerprint)
                    .contains(CertificateFingerprint.ofCertificate(otherKeys.certificate()));
            assertThat(untrusted)
                    .hasMessageContaining("127.0.0.1:" + device.port() + " /ISAPI/System/time")
                    .hasMessageContaining(CertificateFingerprint.ofCertificate(otherKeys.certificate())
                            .toString())
                    .hasMessageContaining("Nothing was sent");
            assertThat(device.seen()).isEmpty();
        }
    }

    @Test
    void https_noticesACertificateThatChangesAfterGoodService() throws Exception {
        int port;
        StubDevice device = goodDevice(keys);
        port = device.port();
        try (IsapiClient client = device.client().https(pinned(keys)).build()) {
            client.system().time();
            device.close();
            try (StubDevice intruder = goodDevice(otherKeys);
                    IsapiClient moved =
                            client.newBuilder().port(intruder.port()).build()) {
                assertThat(port).isNotEqualTo(intruder.port());
                assertThatThrownBy(() -> moved.system().time()).isInstanceOf(Untrusted.class);
                assertThat(intruder.seen()).isEmpty();
            }
        }
    }

    @Test
    void https_withoutAPinDoesNotTrustASelfSignedCertificate() throws Exception {
        try (StubDevice device = goodDevice(keys);
                IsapiClient client = device.client().https().build()) {
            assertThatThrownBy(() -> client.system().time())
                    .isInstanceOfSatisfying(
                            Untrusted.class, e -> assertThat(e.presented()).isPresent());
            assertThat(device.seen()).isEmpty();
        }
    }

    @Test
    void https_takesAPinnedCertificateThatIsOldWeakAndExpired() throws Exception {
        TestKeys old = TestKeys.selfSigned(
                folder.resolve("old.p12"),
                "-keyalg",
                "RSA",
                "-keysize",
                "1024",
                "-sigalg",
                "SHA1withRSA",
                "-startdate",
                "1970/01/02 00:00:00",
                "-validity",
                "365");
        try (StubDevice device = goodDevice(old);
                IsapiClient client = device.client().https(pinned(old)).build()) {
            assertThat(client.system().time().timeMode()).isEqualTo("NTP");
        }
    }

    @Test
    void https_answersBasicWhereAPinnedDeviceOffersNothingElse() throws Exception {
        try (StubDevice device = StubDevice.https(keys.context())
                        .then(Reply.challenge("", "Basic realm=\"DS\""))
                        .then(Reply.of(200, TIME));
                IsapiClient client = device.client().https(pinned(keys)).build()) {
            client.system().time();
            assertThat(device.seen().get(1).authorization()).startsWith("Basic ");
        }
        try (StubDevice device = StubDevice.https(keys.context())
                        .then(Reply.challenge(
                                "", "Basic realm=\"DS\"", "Digest realm=\"r\", nonce=\"n\", algorithm=FUTURE"));
                IsapiClient client = device.client().https(pinned(keys)).build()) {
            assertThatThrownBy(() -> client.system().time())
                    .isInstanceOfSatisfying(
                            Unauthorized.class,
                            e -> assertThat(e.reason()).isEqualTo(Unauthorized.Cause.NO_DIGEST_OFFERED));
            assertThat(device.seen()).extracting(Seen::authorization).containsOnlyNulls();
        }
    }

    @Test
    void https_presentsAWrongBasicPasswordTwiceInAll() throws Exception {
        try (StubDevice device = StubDevice.https(keys.context()).then(Reply.challenge("", "Basic realm=\"DS\""));
                IsapiClient client = device.client().https(pinned(keys)).build()) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> client.system().time()).isInstanceOf(Unauthorized.class);
            }
            assertThat(device.seen().stream().filter(seen -> seen.authorization() != null))
                    .hasSize(2);
        }
    }

    @Test
    void https_isNotSpokenInPlainToAPlainServer() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                IsapiClient client = IsapiClient.builder()
                        .host("127.0.0.1")
                        .port(plain.getLocalPort())
                        .credentials("admin", "correct-horse")
                        .https(pinned(keys))
                        .build()) {
            CompletableFuture<Integer> firstByte = CompletableFuture.supplyAsync(() -> answerInPlain(plain));
            assertThatThrownBy(() -> client.system().time())
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("HTTPS port");
            assertThat(firstByte.get(5, TimeUnit.SECONDS)).as("a TLS record").isEqualTo(0x16);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void https_needsTheLegacySwitchForOldCipherSuites(boolean legacy) throws Exception {
        TestKeys rsa = otherKeys;
        DeviceTls tls = legacy ? pinned(rsa).withLegacyTls() : pinned(rsa);
        try (StubDevice device = StubDevice.https(rsa.context(), "TLSv1.2", "TLS_DHE_RSA_WITH_AES_128_CBC_SHA")
                        .then(Reply.challenge("", StubDevice.DIGEST))
                        .then(Reply.of(200, TIME));
                IsapiClient client = device.client().https(tls).build()) {
            if (legacy) {
                assertThat(client.system().time().timeMode()).isEqualTo("NTP");
            } else {
                assertThatThrownBy(() -> client.system().time())
                        .isInstanceOf(Unavailable.class)
                        .hasMessageContaining("withLegacyTls");
            }
        }
    }

    @Test
    void readCertificate_showsItAndSendsNoHttp() throws Exception {
        try (StubDevice device = goodDevice(keys)) {
            DeviceCertificate certificate =
                    IsapiClient.builder().host("127.0.0.1").port(device.port()).readCertificate();
            assertThat(certificate.fingerprint()).isEqualTo(CertificateFingerprint.ofCertificate(keys.certificate()));
            assertThat(certificate.publicKeyFingerprint())
                    .isEqualTo(CertificateFingerprint.ofPublicKey(keys.certificate()));
            assertThat(certificate.subject()).isEqualTo("CN=DS-K1T342MWX").isEqualTo(certificate.issuer());
            assertThat(certificate.validUntil()).isAfter(Instant.now());
            assertThat(device.seen()).isEmpty();
            try (IsapiClient client = device.client()
                    .https(DeviceTls.pinned(certificate.fingerprint().toString()))
                    .build()) {
                assertThat(client.system().time().timeMode()).isEqualTo("NTP");
            }
        }
    }

    @Test
    void readCertificate_readsOldCipherSuitesToo() throws Exception {
        try (StubDevice device = StubDevice.https(otherKeys.context(), "TLSv1.2", "TLS_DHE_RSA_WITH_AES_128_CBC_SHA")) {
            assertThat(IsapiClient.builder()
                            .host("127.0.0.1")
                            .port(device.port())
                            .readCertificate()
                            .fingerprint())
                    .isEqualTo(CertificateFingerprint.ofCertificate(otherKeys.certificate()));
        }
    }

    @Test
    void readCertificate_saysWhenNobodyAnswersTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Integer> firstByte = CompletableFuture.supplyAsync(() -> answerInPlain(plain));
            assertThatThrownBy(() -> IsapiClient.builder()
                            .host("127.0.0.1")
                            .port(plain.getLocalPort())
                            .readCertificate())
                    .isInstanceOf(Unavailable.class);
            assertThat(firstByte.get(5, TimeUnit.SECONDS)).isEqualTo(0x16);
        }
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> IsapiClient.builder()
                            .host("127.0.0.1")
                            .port(silent.getLocalPort())
                            .callTimeout(Duration.ofMillis(200))
                            .readCertificate())
                    .isInstanceOf(Unavailable.class);
        }
        assertThatThrownBy(() -> IsapiClient.builder().readCertificate())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("host");
    }

    @Test
    void readme_showsTheWayToPinADevice() throws Exception {
        try (StubDevice device = goodDevice(keys)) {
            String host = "127.0.0.1";
            int port = device.port();
            String password = "correct-horse";
            // tag::https[]
            DeviceCertificate shown =
                    IsapiClient.builder().host(host).port(port).readCertificate(); // a handshake only, no password
            String pin = shown.fingerprint().toString(); // compare it with the device itself, keep it
            IsapiClient terminal = IsapiClient.builder()
                    .host(host)
                    .port(port)
                    .https(DeviceTls.pinned(pin))
                    .credentials("admin", password)
                    .build();
            // end::https[]
            try (terminal) {
                assertThat(terminal.system().time().timeMode()).isEqualTo("NTP");
            }
        }
        Readme.showsRegion(HttpsTest.class, "https");
    }

    private static StubDevice goodDevice(TestKeys keys) throws Exception {
        return StubDevice.https(keys.context())
                .then(Reply.challenge("", StubDevice.DIGEST))
                .then(Reply.of(200, TIME));
    }

    private static DeviceTls pinned(TestKeys keys) {
        return DeviceTls.pinned(
                CertificateFingerprint.ofCertificate(keys.certificate()).toString());
    }

    private static int answerInPlain(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.setSoTimeout(10_000);
            InputStream in = socket.getInputStream();
            int first = in.read();
            socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes("US-ASCII"));
            socket.getOutputStream().flush();
            in.readAllBytes();
            return first;
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
