package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.blackbox.Site.Result;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.SearchTraits;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Row D9: the warning before a terminal's memory is full. The hours between the readings are put into the journal. */
@Execution(ExecutionMode.CONCURRENT)
class RingWarningIT {

    @TempDir
    private Path folder;

    @Test
    void D9_memoryThatFillsWhileItCannotBeRead_isWarnedOf_untilItIsReadAgain()
            throws IOException, InterruptedException, SQLException {
        SimulatedDevice device = SimulatedDevice.builder()
                .shortSerial("RING00009")
                .zone(ZoneId.of("Asia/Colombo"))
                .ringCapacity(300)
                .build();
        device.seed(9, 10);
        FirmwareProfile small = FirmwareProfile.GENERIC.toBuilder("SMALL")
                .with(SearchTraits.MAX_POSITION, 300)
                .build();
        try (Site site = Site.in(folder, device, small)) {
            site.syncInside();
            putBack("start_at", 4);
            putBack("read_at", 4);
            Site.punch(device, 250);
            site.syncInside();
            assertThat(site.status().path("devices").path(0).path("alarms")).isEmpty();

            // 250 events in 4 hours; after 4 hours without a reading some 250 more may be there, of 300 that fit.
            putBack("start_at", 4);
            putBack("read_at", 4);
            site.terminal().enqueueFault(Fault.deviceBusy().times(1_000));
            Result missed = site.sync();
            assertThat(missed.exitCode()).as(missed.text()).isEqualTo(1);
            JsonNode filling = site.status().path("devices").path(0);
            assertThat(filling.path("alarms"))
                    .as("%s", filling)
                    .anySatisfy(alarm -> assertThat(alarm.asText())
                            .contains("more than 80 % of the device's memory", "make it reachable again"));
            assertThat(filling.path("log").path("ringFill").asDouble()).isBetween(0.8, 0.95);

            site.terminal().clearFaults();
            site.syncInside();
            assertThat(site.status().path("devices").path(0).path("alarms")).isEmpty();
            site.assertExactlyOnce();
        }
    }

    private void putBack(String reading, int hours) throws SQLException {
        Path journal = folder.resolve("agent-data").resolve("journal.db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
                Statement statement = connection.createStatement()) {
            int changed = statement.executeUpdate(
                    "update ring set %1$s = strftime('%%Y-%%m-%%dT%%H:%%M:%%SZ', %1$s, '-%2$d hours')"
                            .formatted(reading, hours));
            assertThat(changed).isOne();
        }
    }
}
