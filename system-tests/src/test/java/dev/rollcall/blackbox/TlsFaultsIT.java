package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.blackbox.Site.Result;
import dev.rollcall.oracle.ScriptedReceiver;
import dev.rollcall.oracle.WireFault;
import dev.rollcall.simulator.DeviceCertificate;
import dev.rollcall.simulator.DeviceSimulator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rows N6, N7 and C1: a receiver whose certificate is wrong, or a clock by which it looks so; and proxies. */
@Execution(ExecutionMode.CONCURRENT)
class TlsFaultsIT {

    private static final Instant NOW = Instant.now();
    private static final int PUNCHES = 3;

    @TempDir
    private Path folder;

    @Test
    void N6_certificateOfAnUnknownAuthority_isNamed_andNothingIsSent() throws IOException, InterruptedException {
        DeviceCertificate unknown = DeviceCertificate.selfSigned("localhost", NOW.minus(days(9)), NOW.plus(days(9)));

        Result sync = againstCertificate(unknown, "");

        assertThat(sync.text()).contains("authority that this computer does not know", "receiver.caFile");
    }

    @Test
    void N6_certificateForAnotherHost_isNamed_andNothingIsSent()
            throws IOException, InterruptedException, CertificateEncodingException {
        DeviceCertificate other = DeviceCertificate.selfSigned("other.example", NOW.minus(days(9)), NOW.plus(days(9)));

        Result sync = againstCertificate(other, "  caFile: " + pem(other));

        assertThat(sync.text()).contains("certificate is for another host", "check receiver.url");
    }

    @Test
    void C1_certificateThatHasExpiredByThisClock_isExplainedByTheClock() throws IOException, InterruptedException {
        DeviceCertificate expired = DeviceCertificate.selfSigned("localhost", NOW.minus(days(99)), NOW.minus(days(9)));

        Result sync = againstCertificate(expired, "");

        assertThat(sync.text()).contains("has expired", "this computer's clock says", "best by NTP");
    }

    @Test
    void C1_certificateThatIsNotValidYetByThisClock_isExplainedByTheClock() throws IOException, InterruptedException {
        DeviceCertificate early = DeviceCertificate.selfSigned("localhost", NOW.plus(days(9)), NOW.plus(days(99)));

        Result sync = againstCertificate(early, "");

        assertThat(sync.text()).contains("not valid yet", "this computer's clock says", "best by NTP");
    }

    @Test
    void N6_handshakeThatIsCut_isNamed() throws IOException, InterruptedException {
        AtomicLong taken = new AtomicLong();
        try (Site site = Site.in(folder, PUNCHES);
                ServerSocket cutting = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread cutter = new Thread(() -> cutEach(cutting, taken), "cutter");
            cutter.setDaemon(true);
            cutter.start();

            Result sync = site.sendingTo(URI.create("https://127.0.0.1:" + cutting.getLocalPort()))
                    .sync();

            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(1);
            assertThat(sync.text()).contains("no safe connection to the receiver", "Nothing was sent", "waiting");
            assertThat(taken.get()).isPositive();
            assertHeals(site);
        }
    }

    @Test
    void N7_proxyThatIsAway_isNamed() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES);
                ScriptedReceiver proxy = ScriptedReceiver.start()) {
            String address = "http://127.0.0.1:" + proxy.port();
            URI receiver = URI.create("https://attendance.example");
            proxy.close();

            Result away = site.sendingBy(receiver, "  proxy: " + address).sync();

            assertThat(away.exitCode()).as(away.text()).isEqualTo(1);
            assertThat(away.text()).contains("by way of the proxy 127.0.0.1:" + proxy.port(), "cannot be reached");
            assertHeals(site);
        }
    }

    @Test
    void N7_proxyThatAsksForALogin_getsIt_andOnlyThatProxy() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES);
                ScriptedReceiver proxy = ScriptedReceiver.start()) {
            proxy.always(WireFault.behindLogin("office", "proxy-password-canary"));
            URI receiver = URI.create("http://attendance.example");
            String address = "  proxy: http://127.0.0.1:" + proxy.port() + "\n";

            Result refused = site.sendingBy(receiver, address).sync();
            assertThat(refused.exitCode()).as(refused.text()).isEqualTo(1);
            assertThat(refused.text()).contains("407", "proxyUser", "waiting");
            assertThat(proxy.ledger().size()).isZero();

            Result passed = site.sendingBy(
                            receiver, address + "  proxyUser: office\n  proxyPassword: proxy-password-canary")
                    .sync();
            assertThat(passed.exitCode()).as(passed.text()).isZero();
            assertThat(passed.text()).doesNotContain("proxy-password-canary");
            Site.assertExactlyOnce(site.device(), proxy);
        }
    }

    /** Runs a sync against a server that shows this certificate, and makes sure that not one request reached it. */
    private Result againstCertificate(DeviceCertificate certificate, String receiverLine)
            throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES);
                DeviceSimulator server =
                        DeviceSimulator.builder().https(certificate).start()) {
            Result sync = site.sendingBy(URI.create("https://localhost:" + server.port()), receiverLine)
                    .sync();

            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(1);
            assertThat(sync.text())
                    .contains("no safe connection to the receiver at localhost:" + server.port())
                    .contains("Nothing was sent", "waiting")
                    .doesNotContain(Site.TOKEN);
            assertThat(server.requests()).as("what got through").isEmpty();
            assertHeals(site);
            return sync;
        }
    }

    private static void assertHeals(Site site) throws IOException, InterruptedException {
        site.sendingTo(site.receiver().url()).syncInside();
        site.assertExactlyOnce();
    }

    private Path pem(DeviceCertificate certificate) throws IOException, CertificateEncodingException {
        Path file = folder.resolve("authority.pem");
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(certificate.certificate().getEncoded());
        return Files.write(file, List.of("-----BEGIN CERTIFICATE-----", base64, "-----END CERTIFICATE-----"));
    }

    private static void cutEach(ServerSocket server, AtomicLong taken) {
        while (!server.isClosed()) {
            try (Socket client = server.accept()) {
                taken.incrementAndGet();
                client.getInputStream().readNBytes(40);
            } catch (IOException closed) {
                // the loop looks whether the server is still there
            }
        }
    }

    private static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
