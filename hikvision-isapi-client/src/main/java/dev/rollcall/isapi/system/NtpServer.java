package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A time server that a terminal asks, if its clock is in mode {@code NTP}.
 *
 * @param id the slot, usually {@code 1}
 * @param addressingFormatType which of the two addresses counts, in one word: "hostname" or "ipaddress"
 * @param portNo UDP port, 123 by custom
 * @param synchronizeInterval minutes between two questions
 * @param otherFields every other element: text as it stands, nested elements as JSON text
 */
public record NtpServer(
        String id,
        @Nullable String addressingFormatType,
        @Nullable String hostName,
        @Nullable String ipAddress,
        @Nullable Integer portNo,
        @Nullable Integer synchronizeInterval,
        Map<String, String> otherFields) {

    public NtpServer {
        otherFields = Map.copyOf(otherFields);
    }

    /** The same slot pointing to a host name, at port 123. */
    public NtpServer withHostName(String name) {
        return new NtpServer(id, "hostname", name, ipAddress, 123, synchronizeInterval, otherFields);
    }

    /** The same slot pointing to an IP address, at port 123. */
    public NtpServer withIpAddress(String address) {
        return new NtpServer(id, "ipaddress", hostName, address, 123, synchronizeInterval, otherFields);
    }

    static NtpServer of(String idAskedFor, Fields fields) {
        String id = fields.text("id");
        return new NtpServer(
                id == null ? idAskedFor : id,
                fields.text("addressingFormatType"),
                fields.text("hostName"),
                fields.text("ipAddress"),
                fields.number("portNo"),
                fields.number("synchronizeInterval"),
                fields.restAsText());
    }
}
