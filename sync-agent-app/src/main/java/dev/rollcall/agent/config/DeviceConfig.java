package dev.rollcall.agent.config;

import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * One terminal.
 *
 * @param name      what people call it; unique
 * @param host      host name or IP address
 * @param port      TCP port of its web interface
 * @param tls       how it is talked to over HTTPS; null for plain HTTP
 * @param username  the device account
 * @param password  its password
 * @param zone      the zone its clock is set in; null to believe the device
 * @param startFrom the first day to read, in the device's clock; null for everything the device still holds
 * @param alertStream whether its event stream is kept open beside the passes
 */
public record DeviceConfig(
        String name,
        String host,
        int port,
        @Nullable TlsConfig tls,
        String username,
        Secret password,
        @Nullable ZoneId zone,
        @Nullable LocalDate startFrom,
        boolean alertStream) {

    /** A terminal on plain HTTP. */
    public DeviceConfig(
            String name,
            String host,
            int port,
            String username,
            Secret password,
            @Nullable ZoneId zone,
            @Nullable LocalDate startFrom) {
        this(name, host, port, null, username, password, zone, startFrom, false);
    }

    /** Returns {@code host:port}. */
    public String address() {
        return host + ":" + port;
    }
}
