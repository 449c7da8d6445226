package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On the loopback interface only, each test on a free port. */
class DiscoveryTest {
    private static final String UUID = "13C7F5D0-0000-4000-8000-000000000001";

    @ParameterizedTest
    @ValueSource(strings = {"inquiry", "inquiry_v32"})
    void probe_isAnswered(String types) throws Exception {
        Discovery discovery = discovery();
        try (DeviceSimulator simulator =
                        DeviceSimulator.builder().discovery(discovery).start();
                DatagramSocket searcher = searcher()) {
            send(searcher, discovery, probe(types));
            XmlElement reply = XmlText.parse(new String(receive(searcher), StandardCharsets.UTF_8))
                    .orElseThrow();
            assertThat(reply.name()).isEqualTo("ProbeMatch");
            assertThat(reply.textOf("Uuid")).isEqualTo(UUID);
            assertThat(reply.textOf("DeviceDescription"))
                    .isEqualTo(simulator.device().model());
            assertThat(reply.textOf("DeviceSN")).endsWith(simulator.device().shortSerial());
            assertThat(reply.textOf("MAC")).isEqualTo("02-00-00-00-00-01");
            assertThat(reply.textOf("HttpPort")).isEqualTo(Integer.toString(simulator.port()));
            assertThat(reply.textOf("IPv4Address")).isEqualTo("127.0.0.1");
            assertThat(reply.textOf("SoftwareVersion")).isEqualTo("V4.48.40build 240911");
        }
    }

    @Test
    void otherDatagrams_areNotAnswered() throws Exception {
        Discovery discovery = discovery();
        try (DeviceSimulator simulator =
                        DeviceSimulator.builder().discovery(discovery).start();
                DatagramSocket searcher = searcher()) {
            send(searcher, discovery, "no xml");
            send(searcher, discovery, probe("update"));
            send(searcher, discovery, probe("inquiry").replace(UUID, "LAST"));
            assertThat(new String(receive(searcher), StandardCharsets.UTF_8)).contains("<Uuid>LAST</Uuid>");
            assertThat(simulator.requests()).isEmpty();
        }
    }

    @Test
    void reply_canBeMalformed() throws Exception {
        assertThat(new String(reply(Discovery.Form.UNESCAPED_AMPERSAND), StandardCharsets.UTF_8))
                .contains("<OEMinfo>R&D Gate</OEMinfo>");
        assertThat(new String(reply(Discovery.Form.NOT_UTF8), Charset.forName("GBK")))
                .contains("考勤机");
        assertThat(new String(reply(Discovery.Form.TRUNCATED), StandardCharsets.UTF_8))
                .doesNotContain("</ProbeMatch>");
    }

    @Test
    void reply_canGoToTheWholeGroup() throws Exception {
        Discovery discovery = discovery().withMulticastReply(true);
        try (DeviceSimulator simulator =
                        DeviceSimulator.builder().discovery(discovery).start();
                DatagramChannel member = DatagramChannel.open(StandardProtocolFamily.INET);
                DatagramSocket searcher = searcher()) {
            member.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            member.bind(discovery.group());
            member.join(discovery.group().getAddress(), discovery.network());
            member.socket().setSoTimeout(5_000);
            send(searcher, discovery, probe("inquiry"));
            String heard = "";
            while (!heard.contains("ProbeMatch")) {
                heard = new String(receive(member.socket()), StandardCharsets.UTF_8);
            }
            assertThat(heard).contains(simulator.device().shortSerial());
        }
    }

    @Test
    void deviceThatIsOff_doesNotAnswer() throws Exception {
        Discovery discovery = discovery();
        DeviceSimulator.builder().discovery(discovery).start().close();
        try (DatagramSocket searcher = searcher()) {
            searcher.setSoTimeout(200);
            send(searcher, discovery, probe("inquiry"));
            assertThatThrownBy(() -> receive(searcher)).isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void group_mustBeMulticast() throws Exception {
        NetworkInterface loopback = discovery().network();
        InetSocketAddress single = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
        assertThatThrownBy(() -> new Discovery(single, loopback, false, Discovery.Form.WELL_FORMED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("239.255.255.250");
    }

    private static byte[] reply(Discovery.Form form) throws Exception {
        Discovery discovery = discovery().withForm(form);
        try (DeviceSimulator simulator =
                        DeviceSimulator.builder().discovery(discovery).start();
                DatagramSocket searcher = searcher()) {
            send(searcher, discovery, probe("inquiry"));
            assertThat(simulator.port()).isPositive();
            return receive(searcher);
        }
    }

    static Discovery discovery() throws Exception {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return Discovery.onLoopback(free.getLocalPort());
        }
    }

    /** The channel kind that reaches a group over the loopback interface, seen as a socket. */
    static DatagramSocket searcher() throws Exception {
        DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
        channel.setOption(
                StandardSocketOptions.IP_MULTICAST_IF,
                NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()));
        channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.socket().setSoTimeout(5_000);
        return channel.socket();
    }

    static String probe(String types) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?><Probe><Uuid>" + UUID + "</Uuid><Types>" + types
                + "</Types></Probe>";
    }

    static void send(DatagramSocket socket, Discovery discovery, String text) throws Exception {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(bytes, bytes.length, discovery.group()));
    }

    static byte[] receive(DatagramSocket socket) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[8192], 8192);
        socket.receive(packet);
        return java.util.Arrays.copyOf(packet.getData(), packet.getLength());
    }
}
