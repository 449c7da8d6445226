package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the packaged jar as a person would. */
class MainIT {
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void jar_listensAndPushesLiveEvents() throws Exception {
        try (PushReceiver receiver = new PushReceiver()) {
            Process process = run(
                    "Secret-12",
                    "--port",
                    "0",
                    "--events",
                    "50",
                    "--zone",
                    "Asia/Colombo",
                    "--profile",
                    "k1t341cmfw",
                    "--push-to",
                    receiver.url().toString(),
                    "--live-every",
                    "100");
            BufferedReader out = lines(process);
            URI url = listening(out);
            assertThat(url.toString()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(client(url).challenge().statusCode()).isEqualTo(401);
            assertThat(receiver.next().serial()).isEqualTo(51);
            assertThat(receiver.next().serial()).isEqualTo(52);
            assertThat(out.ready()).as("more than one line was printed").isFalse();
        }
    }

    @Test
    void jar_withWrongArgumentsEndsWith2AndSaysWhy() throws Exception {
        assertRefused("", "a password is needed: give --password or set ROLLCALL_SIM_PASSWORD");
        assertRefused("pw", "--profile \"K9\" is unknown; known are GENERIC, K1A8503MF", "--profile", "K9");
        assertRefused("pw", "--zone must name a time zone", "--zone", "Colombo");
        assertRefused("pw", "--port must lie between 0 and 65535, got 70000", "--port", "70000");
        assertRefused("pw", "--push-to must be a whole http:// or https:// address", "--push-to", "https:host");
        assertRefused("pw", "Unknown option: '--prot=1'", "--prot=1");
        assertRefused("pw", "--days must lie between 0 and 3660, got -1", "--days", "-1");
        assertRefused("pw", "Invalid value for option '--days': 'many' is not an int", "--days", "many");
        assertRefused("pw", "--reboot-time must lie between 0 and 3600000, got -1", "--reboot-time", "-1");
        assertRefused("pw", "--live-every must lie between 0 and 86400000, got -5", "--live-every", "-5");
        assertRefused("pw", "--sadp must name a network interface of this machine", "--sadp", "nowhere9");
        assertRefused("pw", "--sadp-port must lie between 1 and 65535, got 0", "--sadp", "lo", "--sadp-port", "0");
        assertRefused("pw", "--bind must be an address of this machine, got \"1.2.3.4.5\"", "--bind", "1.2.3.4.5");
        assertRefused("pw", "--serial: ", "--serial", "short");
        assertRefused("pw", "--replay: cannot read no-such-file", "--replay", "no-such-file");
    }

    @Test
    void jar_onATakenPortEndsWith1AndSaysWhy() throws Exception {
        try (DeviceSimulator other = DeviceSimulator.builder().start()) {
            Process process = run("pw", "--port", Integer.toString(other.port()));
            assertThat(error(process)).contains("cannot listen on 127.0.0.1:" + other.port(), "choose another --port");
            assertThat(process.exitValue()).isEqualTo(1);
        }
    }

    @Test
    void https_printsTheFingerprintOfTheCertificateItShows() throws Exception {
        BufferedReader out = lines(run("Secret-12", "--port", "0", "--https"));
        URI url = listening(out);
        assertThat(url.getScheme()).isEqualTo("https");
        assertThat(out.readLine()).isEqualTo("certificate sha256 " + fingerprintShownBy(url));
    }

    @Test
    void bind_choosesTheAddress() throws Exception {
        URI url = listening(lines(run("Secret-12", "--port", "0", "--bind", "localhost")));
        assertThat(InetAddress.getByName(url.getHost()).isLoopbackAddress()).isTrue();
        Process elsewhere = run("Secret-12", "--port", "0", "--bind", "192.0.2.1");
        assertThat(error(elsewhere)).contains("cannot listen on 192.0.2.1:0", "--bind");
        assertThat(elsewhere.exitValue()).isEqualTo(1);
    }

    @Test
    void days_fillTheLogUpToYesterday() throws Exception {
        DigestClient client = client(
                listening(lines(run("Secret-12", "--port", "0", "--days", "3", "--events", "7", "--zone", "+05:30"))));
        LocalDate today = LocalDate.now(ZoneId.of("+05:30"));
        JsonNode page = CJson.parse(
                        client.search("\"maxResults\":30,\"major\":5,\"minor\":0,\"searchResultPosition\":0")
                                .body())
                .orElseThrow()
                .get("AcsEvent");
        assertThat(page.get("totalMatches").asInt()).isGreaterThan(7);
        List<LocalDate> dates = new ArrayList<>();
        page.get("InfoList")
                .forEach(row ->
                        dates.add(OffsetDateTime.parse(row.get("time").asText()).toLocalDate()));
        assertThat(dates).first().satisfies(first -> assertThat(first).isBetween(today.minusDays(4), today));
        assertThat(dates).allMatch(date -> date.isBefore(today.plusDays(1)));
    }

    @Test
    void rebootTime_isHowLongItIsGone() throws Exception {
        DigestClient client = client(listening(lines(run("Secret-12", "--port", "0", "--reboot-time", "2000"))));
        assertThat(client.put("/ISAPI/System/reboot", "").statusCode()).isEqualTo(200);
        long gone = System.nanoTime();
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> {
                    client.challenge();
                    return client.get("/ISAPI/System/deviceInfo").statusCode() == 200;
                });
        assertThat(Duration.ofNanos(System.nanoTime() - gone))
                .as("longer than the usual second")
                .isGreaterThan(Duration.ofMillis(1_500));
    }

    @Test
    void sadp_isAnsweredOnTheNamedInterface() throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        Discovery discovery = DiscoveryTest.discovery();
        String port = Integer.toString(discovery.group().getPort());
        URI url = listening(lines(run(
                "Secret-12",
                "--port",
                "0",
                "--sadp",
                loopback.getName(),
                "--sadp-port",
                port,
                "--serial",
                "FX0000042")));
        try (DatagramSocket searcher = DiscoveryTest.searcher()) {
            DiscoveryTest.send(searcher, discovery, DiscoveryTest.probe("inquiry"));
            assertThat(new String(DiscoveryTest.receive(searcher), StandardCharsets.UTF_8))
                    .contains("FX0000042", "<HttpPort>" + url.getPort() + "<");
        }
    }

    @Test
    void sadp_onATakenPortEndsWith1AndSaysWhy() throws Exception {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        try (DatagramSocket other = new DatagramSocket(null)) {
            other.setReuseAddress(false);
            other.bind(new InetSocketAddress(DiscoveryTest.discovery().group().getAddress(), 0));
            String port = Integer.toString(other.getLocalPort());
            Process process = run("pw", "--port", "0", "--sadp", loopback.getName(), "--sadp-port", port);
            assertThat(error(process)).contains("cannot be searched on 239.255.255.250:" + port, "--sadp-port");
            assertThat(process.exitValue()).isEqualTo(1);
        }
    }

    @Test
    void help_namesEveryOption() throws Exception {
        Process process = run("", "--help");
        String help = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(help.replaceAll("\\s+", " "))
                .contains(
                        "--port=PORT",
                        "--user=USER",
                        "--password=PW",
                        "ROLLCALL_SIM_PASSWORD",
                        "--profile=NAME",
                        "K1T342MWX_V3",
                        "--serial=SERIAL",
                        "--events=N",
                        "--days=N",
                        "--seed=N",
                        "--zone=ZONE",
                        "--latency=MS",
                        "--push-to=URL",
                        "--replay=FILE",
                        "--live-every=MS",
                        "--https",
                        "--bind=ADDRESS",
                        "--sadp=INTERFACE",
                        "--sadp-port=PORT",
                        "--reboot-time=MS")
                .contains("Default 127.0.0.1", "Default 37020", "Default 1000", "Default 8090")
                .doesNotContain("${", "null");
    }

    private void assertRefused(String password, String message, String... arguments) throws Exception {
        Process process = run(password, arguments);
        assertThat(error(process)).contains(message);
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    /** What it says on the standard error, once it has ended. */
    private static String error(Process process) throws Exception {
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static BufferedReader lines(Process process) {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    private static URI listening(BufferedReader out) throws IOException {
        String line = out.readLine();
        assertThat(line).startsWith("listening on ");
        return URI.create(line.substring("listening on ".length()));
    }

    private static DigestClient client(URI url) {
        return new DigestClient(url, "admin", "Secret-12");
    }

    private static String fingerprintShownBy(URI url) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAll()}, null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(url.getHost(), url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            byte[] shown = socket.getSession().getPeerCertificates()[0].getEncoded();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(shown));
        }
    }

    private Process run(String password, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "hikvision-isapi-simulator.jar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("ROLLCALL_SIM_PASSWORD", password);
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** Only to look at what a server shows. */
    private static final class TrustsAll implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
