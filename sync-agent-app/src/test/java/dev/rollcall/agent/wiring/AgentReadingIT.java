package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.health.SyncReport;
import dev.rollcall.agent.testing.AgentHome;
import dev.rollcall.simulator.DeviceCertificate;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.SearchTraits;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole agent against terminals that behave as terminals do: moved logs and clocks, odd pages, other firmware. */
class AgentReadingIT extends AgentAgainstSimulator {

    @Test
    void brokenPage_keepsWhatWasRead_andTheNextRunCompletesIt() throws IOException {
        terminal.device().seed(1, 100);
        terminal.enqueueFault(Fault.delay(Duration.ZERO).onPath("/AcsEvent"));
        terminal.enqueueFault(Fault.truncatedBody(200).onPath("/AcsEvent"));

        SyncReport broken = sync();
        SyncReport repaired = sync();

        assertThat(broken.complete()).isFalse();
        assertThat(broken.passes().get(0).tally().journaled()).isPositive().isLessThan(100);
        assertThat(repaired.complete()).as("%s", repaired).isTrue();
        assertThat(broken.passes().get(0).tally().journaled()
                        + repaired.passes().get(0).tally().journaled())
                .isEqualTo(100);
        assertThat(receiver.stored())
                .hasSize((int) travelling(terminal.device().events().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void promiseOfMoreWithoutRows_isNotTakenForTheEnd() throws IOException {
        terminal.device().seed(1, 100);
        terminal.enqueueFault(Fault.moreWithoutRows().onPath("/AcsEvent"));
        terminal.enqueueFault(Fault.moreWithoutRows().onPath("/AcsEvent"));

        SyncReport broken = sync();
        SyncReport repaired = sync();

        assertThat(broken.complete()).isFalse();
        assertThat(broken.passes().get(0).tally().journaled()).isZero();
        assertThat(repaired.complete()).as("%s", repaired).isTrue();
        assertThat(receiver.stored())
                .hasSize((int) travelling(terminal.device().events().stream()))
                .doesNotHaveDuplicates();
    }

    @Test
    void clearedLog_isNoticed_andEverythingIsReadAgain() throws IOException {
        terminal.device().seed(1, 60);
        terminal.device().punch(NIMAL, 75);
        sync();
        int before = receiver.stored().size();
        terminal.device().clearLog();
        terminal.device().advance(Duration.ofMinutes(1));
        for (int i = 0; i < 5; i++) {
            terminal.device().punch(NIMAL, 75);
            terminal.device().advance(Duration.ofSeconds(1));
        }

        SyncReport report = sync();

        assertThat(report.complete()).isTrue();
        assertThat(receiver.stored()).hasSize(before + 5);
        assertThat(status().devices().get(0).alarms()).anyMatch(alarm -> alarm.contains("log was cleared"));
    }

    @Test
    void eventDatedIntoTheFuture_isRead_andIsNotTakenForAClearedLog() throws IOException {
        SimulatedDevice device = terminal.device();
        device.seed(1, 1);
        device.log(SimulatedEvent.of(5, 75)
                .withPerson(device.people().get(0))
                .withTime(device.now().plusYears(3)));
        device.log(SimulatedEvent.of(5, 75)
                .withPerson(device.people().get(0))
                .withTime(device.now().minusDays(2)));

        SyncReport first = sync();
        device.advance(Duration.ofMinutes(5));
        SyncReport afterTheClockMoved = sync();

        assertThat(first.passes().get(0).tally().journaled()).isEqualTo(3);
        assertThat(afterTheClockMoved.passes().get(0).tally().journaled()).isZero();
        assertThat(afterTheClockMoved.passes().get(0).tally().known())
                .as("the last serials are read again")
                .isEqualTo(3);
    }

    @Test
    void clockMovedBack_losesNothing() throws IOException {
        terminal.device().punch(NIMAL, 75);
        sync();
        terminal.device().advance(Duration.ofDays(-3));
        terminal.device().punch(NIMAL, 75);

        SyncReport report = sync();

        assertThat(report.complete()).isTrue();
        assertThat(receiver.stored()).hasSize(2);
    }

    @Test
    void majorZeroRefused_isReadClassByClass() throws IOException {
        terminal.close();
        terminal = terminal(
                "FX0000002",
                FirmwareProfile.GENERIC.toBuilder("no-zero")
                        .majorZeroAccepted(false)
                        .build());
        terminal.device().seed(3, 120);
        home = new AgentHome(folder).receiver(receiver.url()).device("front", terminal.port(), PASSWORD);

        SyncReport report = sync();

        assertThat(report.complete()).as("%s", report).isTrue();
        assertThat(report.passes().get(0).tally().journaled()).isEqualTo(120);
    }

    @Test
    void terminalOnHttps_isReadByItsFingerprint_andNoOther() throws IOException {
        DeviceCertificate old = certificate();
        try (DeviceSimulator encrypted = DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .device(SimulatedDevice.builder()
                        .shortSerial("TL0000001")
                        .people(NIMAL)
                        .build())
                .https(old)
                .start()) {
            home = new AgentHome(folder)
                    .receiver(receiver.url())
                    .device("front", encrypted.port(), PASSWORD, old.fingerprint());
            encrypted.device().punch(NIMAL, 75);
            assertThat(sync().complete()).isTrue();

            encrypted.device().punch(NIMAL, 75);
            encrypted.useCertificate(certificate());
            SyncReport changed = sync();

            assertThat(changed.deviceRefused()).isTrue();
            assertThat(changed.passes().get(0).failure().reason()).contains("certificate");
            assertThat(receiver.stored()).hasSize(1);

            home.device(
                    "front",
                    encrypted.port(),
                    PASSWORD,
                    encrypted.certificate().orElseThrow().fingerprint());
            assertThat(sync().complete()).isTrue();
            assertThat(receiver.stored()).hasSize(2);
        }
    }

    @Test
    void everyProfileWithASearch_isReadToTheEnd() throws IOException {
        List<FirmwareProfile> searching = FirmwareProfile.all().stream()
                .filter(profile -> profile.get(SearchTraits.SUPPORTED))
                .toList();
        for (FirmwareProfile profile : searching) {
            try (DeviceSimulator other = terminal("PR0000001", profile)) {
                other.device().seed(5, 90);
                Path own = folder.resolve(profile.name());
                assertThat(own.toFile().mkdir()).isTrue();
                AgentHome other_home =
                        new AgentHome(own).receiver(receiver.url()).device("front", other.port(), PASSWORD);
                try (Agent agent = Agent.open(other_home.config())) {
                    SyncReport report = agent.syncOnce();
                    assertThat(report.passes().get(0).failure())
                            .as(profile.name())
                            .isNull();
                    assertThat(report.passes().get(0).tally().journaled())
                            .as(profile.name())
                            .isEqualTo(90);
                }
            }
        }
    }

    @Test
    void replacedDevice_isANewStream_andAnAlarm() throws IOException {
        terminal.device().punch(NIMAL, 75);
        sync();
        int port = terminal.port();
        terminal.close();
        terminal = DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .port(port)
                .device(SimulatedDevice.builder()
                        .shortSerial("ZZ0000009")
                        .people(NIMAL)
                        .build())
                .start();
        terminal.device().punch(NIMAL, 75);

        SyncReport report = sync();

        assertThat(report.complete()).isTrue();
        assertThat(receiver.stored()).hasSize(2);
        assertThat(status().devices().get(0).key()).isEqualTo("ZZ0000009");
        assertThat(status().devices().get(0).alarms()).anyMatch(alarm -> alarm.contains("FX0000001"));
    }

    @Test
    void unreadableRecord_isQuarantined_andThePageGoesOn() throws IOException {
        terminal.device().log(SimulatedEvent.of(5, 75).withPerson(NIMAL));
        terminal.device().log(SimulatedEvent.of(5, 75).withPerson(NIMAL).printedAs("yesterday at noon"));
        terminal.device().log(SimulatedEvent.of(5, 38).withPerson(NIMAL));
        terminal.device().advance(Duration.ofSeconds(5));

        SyncReport first = sync();
        sync();

        assertThat(first.passes().get(0).tally().quarantined()).isEqualTo(1);
        assertThat(first.passes().get(0).tally().journaled()).isEqualTo(2);
        assertThat(status().devices().get(0).quarantined()).isEqualTo(1);
        assertThat(receiver.stored()).hasSize(2);
    }

    private static DeviceCertificate certificate() {
        Instant now = Instant.parse("2026-11-24T00:00:00Z");
        return DeviceCertificate.selfSigned("192.0.0.64", now, now.plus(Duration.ofDays(3650)));
    }
}
