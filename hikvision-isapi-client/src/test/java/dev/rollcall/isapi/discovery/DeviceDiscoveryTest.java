package dev.rollcall.isapi.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.discovery.DiscoveryNetwork.Datagram;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceDiscoveryTest {

    private static final DeviceDiscovery.Settings SETTINGS =
            new DeviceDiscovery.Settings(Duration.ofSeconds(5), 3, Duration.ofSeconds(1), 37020);

    @Test
    void search_readsEveryFieldOfAnAnswer() {
        DiscoveredDevice device = only(answer("A4-D5-C2-24-DD-74", "DS-K1T341CMF20220412V030308ENGN0953967", ""));
        assertThat(device.sender()).isEqualTo("10.0.0.7");
        assertThat(device.serialNumber()).endsWith("GN0953967");
        assertThat(device.model()).isEqualTo("DS-K1T341CMF");
        assertThat(device.macAddress()).isEqualTo("a4:d5:c2:24:dd:74");
        assertThat(device.ipv4Address()).isEqualTo("192.168.1.64");
        assertThat(device.ipv4SubnetMask()).isEqualTo("255.255.255.0");
        assertThat(device.ipv4Gateway()).isEqualTo("192.168.1.1");
        assertThat(device.httpPort()).isEqualTo(80);
        assertThat(device.httpsPort()).isNull();
        assertThat(device.commandPort()).isEqualTo(8000);
        assertThat(device.dhcp()).isFalse();
        assertThat(device.activated()).isTrue();
        assertThat(device.softwareVersion()).isEqualTo("V3.3.8build 220412");
        assertThat(device.bootTimeText()).isEqualTo("2026-08-01 07:00:12");
        assertThat(device.otherFields()).containsEntry("DeviceType", "10510").containsEntry("Types", "inquiry");
    }

    @Test
    void search_keepsUnknownElementsInAnyOrder() {
        DiscoveredDevice device = only("<ProbeMatch><Zeta>9</Zeta><MAC>a4d5c224dd74</MAC><Inner><A>1</A></Inner>"
                + "<DeviceSN>X</DeviceSN><Alpha/></ProbeMatch>");
        assertThat(device.macAddress()).isEqualTo("a4:d5:c2:24:dd:74");
        assertThat(device.otherFields().keySet()).containsExactly("Zeta", "Inner", "Alpha");
        assertThat(device.otherFields()).containsEntry("Inner", "{\"A\":\"1\"}");
    }

    @Test
    void search_readsNamesWithABareAmpersand() {
        DiscoveredDevice device =
                only("<ProbeMatch><DeviceSN>1</DeviceSN><OEMInfo>Smith & Sons &amp; &x; A&B</OEMInfo></ProbeMatch>");
        assertThat(device.otherFields()).containsEntry("OEMInfo", "Smith & Sons & &x; A&B");
    }

    @Test
    void search_readsNamesThatAreNoUtf8() throws Exception {
        byte[] bytes =
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><ProbeMatch><DeviceSN>1</DeviceSN><Name>T\u00FCr\u0001</Name></ProbeMatch>"
                        .getBytes(StandardCharsets.ISO_8859_1);
        List<DiscoveredDevice> found = search(bytes);
        assertThat(found).hasSize(1);
        assertThat(found.get(0).otherFields().get("Name")).startsWith("T").hasSizeGreaterThan(2);
        assertThat(found.get(0).raw().toByteArray()).isEqualTo(bytes);
    }

    @Test
    void search_readsWhatIsLeftOfACutAnswer() {
        String whole = answer("A4-D5-C2-24-DD-74", "SN1", "");
        DiscoveredDevice device = only(whole.substring(0, whole.indexOf("<BootTime>") + 5));
        assertThat(device.macAddress()).isEqualTo("a4:d5:c2:24:dd:74");
        assertThat(device.httpPort()).isEqualTo(80);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "<?xml version=\"1.0\"?><Probe><Uuid>1</Uuid><Types>inquiry</Types></Probe>",
                "<ProbeMatch/>",
                "<ProbeMatch><Types>inquiry</Types></ProbeMatch>",
                "<Other><ProbeMatch><DeviceSN>1</DeviceSN></ProbeMatch></Other>",
                "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><ProbeMatch><DeviceSN>&e;</DeviceSN></ProbeMatch>"
            })
    void search_ignoresWhatIsNoAnswer(String datagram) {
        assertThat(search(datagram.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    @Test
    void search_listsADeviceOnceAndKeepsTheFullerAnswer() {
        String brief = answer("A4-D5-C2-24-DD-74", "SN1", "");
        String full = answer("a4:d5:c2:24:dd:74", "SN1", "<HttpsPort>443</HttpsPort>");
        String other = "<ProbeMatch><DeviceSN>SN2</DeviceSN></ProbeMatch>";
        List<DiscoveredDevice> found = search(utf8(brief), utf8(other), utf8(full), utf8(brief), utf8(other));
        assertThat(found).extracting(DiscoveredDevice::serialNumber).containsExactly("SN1", "SN2");
        assertThat(found.get(0).httpsPort()).isEqualTo(443);
    }

    @Test
    void search_asksThreeTimesInBothWays() {
        ScriptedNetwork network = new ScriptedNetwork();
        new DeviceDiscovery(() -> network, network::nanos, SETTINGS).search();
        assertThat(network.sent).hasSize(3).allMatch(probe -> probe.contains("<Probe><Uuid>"));
        assertThat(network.sent.get(0))
                .contains("<Types>inquiry</Types>")
                .containsPattern("<Uuid>[0-9A-F-]{36}</Uuid>");
        assertThat(network.sent.get(1)).contains("<Types>inquiry_v32</Types>");
        assertThat(network.sentAt).containsExactly(0L, 1000L, 2000L);
        assertThat(network.nanos()).isEqualTo(Duration.ofSeconds(5).toNanos());
        assertThat(network.closed).isTrue();
    }

    @Test
    void search_endsOnTimeWhileAnswersPourIn() {
        ScriptedNetwork network = new ScriptedNetwork();
        network.endless = true;
        List<DiscoveredDevice> found = new DeviceDiscovery(() -> network, network::nanos, SETTINGS).search();
        assertThat(found).hasSize(4096);
    }

    @Test
    void search_failsAsUnavailableWithoutANetworkOrWhenInterrupted() {
        DeviceDiscovery noNetwork = new DeviceDiscovery(
                () -> {
                    throw new IOException("Address already in use");
                },
                () -> 0,
                SETTINGS);
        assertThatThrownBy(noNetwork::search)
                .isInstanceOf(IsapiException.Unavailable.class)
                .hasMessageContaining("Address already in use");
        ScriptedNetwork network = new ScriptedNetwork();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new DeviceDiscovery(() -> network, network::nanos, SETTINGS).search())
                .isInstanceOf(IsapiException.Unavailable.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(network.closed).isTrue();
    }

    @Test
    void search_neverFailsOnMutilatedAnswers() {
        byte[] whole = utf8(answer("A4-D5-C2-24-DD-74", "SN1", "<A x='1'><B>&amp;</B></A>"));
        Random random = new Random(7);
        int read = 0;
        for (int round = 0; round < 1000; round++) {
            byte[] broken = java.util.Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int i = random.nextInt(5); i > 0 && broken.length > 0; i--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            read += SadpAnswer.parse(new Datagram("10.0.0.7", broken)) == null ? 0 : 1;
        }
        assertThat(read).isPositive();
    }

    @Test
    void search_findsADeviceOverARealSocket() throws Exception {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        try (DatagramSocket terminal = new DatagramSocket(0, loopback)) {
            Thread answering = new Thread(() -> answerOnce(terminal));
            answering.start();
            List<DiscoveredDevice> found = DeviceDiscovery.builder()
                    .interfaces(List.of())
                    .addresses(List.of(loopback))
                    .localAddress(loopback)
                    .localPort(0)
                    .port(terminal.getLocalPort())
                    .duration(Duration.ofMillis(600))
                    .probeInterval(Duration.ofMillis(100))
                    .build()
                    .search();
            assertThat(found).extracting(DiscoveredDevice::sender).containsExactly("127.0.0.1");
            answering.join();
        }
    }

    @Test
    void build_namesTheSettingThatIsOutOfBounds() {
        assertThatThrownBy(() -> DeviceDiscovery.builder().port(0).build()).hasMessageContaining("port");
        assertThatThrownBy(() -> DeviceDiscovery.builder().localPort(-1).build())
                .hasMessageContaining("localPort");
        assertThatThrownBy(() -> DeviceDiscovery.builder().probes(0).build()).hasMessageContaining("probes");
        assertThatThrownBy(
                        () -> DeviceDiscovery.builder().duration(Duration.ZERO).build())
                .hasMessageContaining("duration");
    }

    private static void answerOnce(DatagramSocket terminal) {
        try {
            DatagramPacket probe = new DatagramPacket(new byte[2048], 2048);
            terminal.receive(probe);
            byte[] answer = utf8(answer("A4-D5-C2-24-DD-74", "SN1", ""));
            terminal.send(new DatagramPacket(answer, answer.length, probe.getSocketAddress()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static DiscoveredDevice only(String datagram) {
        List<DiscoveredDevice> found = search(utf8(datagram));
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<DiscoveredDevice> search(byte[]... datagrams) {
        ScriptedNetwork network = new ScriptedNetwork();
        for (byte[] datagram : datagrams) {
            network.incoming.add(datagram);
        }
        return new DeviceDiscovery(() -> network, network::nanos, SETTINGS).search();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String answer(String mac, String serial, String more) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\r\n<ProbeMatch>\r\n<Uuid>13F0C9A2-5D1B-4B6F-9F6C-0A3B1C2D3E4F</Uuid>\r\n"
                + "<Types>inquiry</Types>\r\n<DeviceType>10510</DeviceType>\r\n"
                + "<DeviceDescription>DS-K1T341CMF</DeviceDescription>\r\n<DeviceSN>" + serial + "</DeviceSN>\r\n"
                + "<CommandPort>8000</CommandPort>\r\n<HttpPort>80</HttpPort>\r\n<MAC>" + mac + "</MAC>\r\n"
                + "<IPv4Address>192.168.1.64</IPv4Address>\r\n<IPv4SubnetMask>255.255.255.0</IPv4SubnetMask>\r\n"
                + "<IPv4Gateway>192.168.1.1</IPv4Gateway>\r\n<IPv6Address>::</IPv6Address>\r\n<DHCP>false</DHCP>\r\n"
                + "<SoftwareVersion>V3.3.8build 220412</SoftwareVersion>\r\n" + more
                + "<BootTime>2026-08-01 07:00:12</BootTime>\r\n<Activated>true</Activated>\r\n</ProbeMatch>\r\n";
    }

    /** Time passes only while waiting, or a little with each datagram. */
    private static final class ScriptedNetwork implements DiscoveryNetwork {

        final Deque<byte[]> incoming = new ArrayDeque<>();
        final List<String> sent = new ArrayList<>();
        final List<Long> sentAt = new ArrayList<>();
        boolean endless;
        boolean closed;
        private long nanos;
        private int made;

        long nanos() {
            return nanos;
        }

        @Override
        public void send(byte[] probe) {
            sent.add(new String(probe, StandardCharsets.UTF_8));
            sentAt.add(nanos / 1_000_000);
        }

        @Override
        public Datagram receive(Duration patience) {
            if (endless) {
                nanos += 1_000_000;
                return new Datagram("10.0.0.7", utf8("<ProbeMatch><DeviceSN>" + made++ + "</DeviceSN></ProbeMatch>"));
            }
            if (incoming.isEmpty()) {
                nanos += patience.toNanos();
                return null;
            }
            return new Datagram("10.0.0.7", incoming.remove());
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
