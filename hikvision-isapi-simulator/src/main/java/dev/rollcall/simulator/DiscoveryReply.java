package dev.rollcall.simulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;

/**
 * Writes a ProbeMatch. The elements are those of public SADP clients' samples, which are said to be realistic, not
 * captures. Immutable.
 */
final class DiscoveryReply {
    private static final DateTimeFormatter BOOT_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    /** Stands where the name goes, because a broken name cannot pass an XML writer. */
    private static final String NAME = "@name@";

    private final SimulatedDevice device;
    private final Discovery.Form form;
    private final Ports ports;
    private final Instant booted;

    DiscoveryReply(SimulatedDevice device, Discovery.Form form, Ports ports) {
        this.device = device;
        this.form = form;
        this.ports = ports;
        this.booted = device.instant();
    }

    byte[] to(String uuid, String types) {
        String[] around = document(uuid, types).split(NAME, 2);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(around[0].getBytes(StandardCharsets.UTF_8));
        out.writeBytes(name());
        out.writeBytes(around[1].getBytes(StandardCharsets.UTF_8));
        byte[] whole = out.toByteArray();
        return form == Discovery.Form.TRUNCATED ? Arrays.copyOf(whole, whole.length / 2) : whole;
    }

    private byte[] name() {
        return switch (form) {
            case WELL_FORMED, TRUNCATED -> "Gate".getBytes(StandardCharsets.UTF_8);
            case UNESCAPED_AMPERSAND -> "R&D Gate".getBytes(StandardCharsets.UTF_8);
            case NOT_UTF8 -> "考勤机".getBytes(Charset.forName("GBK"));
        };
    }

    private String document(String uuid, String types) {
        DeviceIdentity identity = device.identity();
        return new FlatXml("ProbeMatch")
                .put("Uuid", uuid)
                .put("Types", types)
                .put("DeviceType", 3)
                .put("DeviceDescription", identity.model())
                .put("DeviceSN", identity.longSerial())
                .put("CommandPort", 8000)
                .put("HttpPort", ports.http())
                .put("HttpsPort", ports.https())
                .put("MAC", identity.mac().replace(':', '-'))
                .put("IPv4Address", ports.address())
                .put("IPv4SubnetMask", "255.255.255.0")
                .put("IPv4Gateway", "0.0.0.0")
                .put("IPv6Address", "::")
                .put("IPv6Gateway", "::")
                .put("IPv6MaskLen", 64)
                .put("DHCP", "false")
                .put("SoftwareVersion", identity.firmware() + "build " + identity.build())
                .put("DSPVersion", identity.firmware() + "build " + identity.build())
                .put("BootTime", booted.atZone(device.zone()).format(BOOT_TIME))
                .put("Encrypt", "true")
                .put("Activated", "true")
                .put("PasswordResetAbility", "true")
                .put("OEMinfo", NAME)
                .bareDocument();
    }

    /** Where the web interface listens; 0 for a port that is closed. */
    record Ports(String address, int http, int https) {}
}
