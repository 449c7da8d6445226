package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorldTest {
    private static final Instant START = Instant.parse("2026-03-01T06:30:00Z");

    private final AtomicReference<Instant> real = new AtomicReference<>(START);
    private final InstantSource source = real::get;
    private final SimulatedDevice device =
            SimulatedDevice.builder().clock(source).people(DayMix.staff()).build();

    @Test
    void clock_driftsByItsRateAndKeepsWhatItGained() {
        device.clock().driftBy(Duration.ofSeconds(92));
        real.set(START.plus(Duration.ofHours(12)));
        assertThat(device.now()).isEqualTo("2026-03-01T18:30:46Z");
        device.clock().driftBy(Duration.ofSeconds(-92));
        assertThat(device.now()).isEqualTo("2026-03-01T18:30:46Z");
        real.set(START.plus(Duration.ofDays(1)));
        assertThat(device.now()).isEqualTo("2026-03-02T06:30:00Z");
    }

    @Test
    void clock_isSetRightByNtpAndLogsIt() {
        device.advance(Duration.ofMinutes(-7));
        device.door(21);
        device.synchronizeClock(START);
        assertThat(device.events())
                .extracting(SimulatedEvent::minor, SimulatedEvent::time)
                .containsExactly(
                        tuple(21, OffsetDateTime.parse("2026-03-01T06:23:00Z")),
                        tuple(1029, OffsetDateTime.parse("2026-03-01T06:30:00Z")));
    }

    @Test
    void clock_startsAgainIn1970WithADeadBattery() {
        device.loseClock(Instant.EPOCH);
        device.punch("00012", 75);
        assertThat(device.events())
                .extracting(event -> event.loggedTime().getYear())
                .containsExactly(1970, 1970);
        assertThat(device.events().get(0).minor()).isEqualTo(1024);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-07-01T00:00:00Z, 'CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00'",
        "Europe/Berlin, 2026-01-01T00:00:00Z, 'CST-1:00:00DST01:00:00,M3.5.0/02:00:00,M10.5.0/03:00:00'",
        "America/Santiago, 2026-01-01T00:00:00Z, 'CST+4:00:00DST01:00:00,M9.1.0/00:00:00,M4.1.0/00:00:00'",
        "Australia/Lord_Howe, 2026-01-01T00:00:00Z, 'CST-10:30:00DST00:30:00,M10.1.0/02:00:00,M4.1.0/02:00:00'",
        "Asia/Kathmandu, 2026-01-01T00:00:00Z, CST-5:45:00",
        "-04:00, 2026-01-01T00:00:00Z, CST+4:00:00"
    })
    void zoneText_tellsDaylightSaving(String zone, Instant now, String text) {
        assertThat(ZoneText.of(ZoneId.of(zone), now)).isEqualTo(text);
    }

    @Test
    void storage_deletesWhatIsOlderThanAPeriodEachPeriod() {
        device.door(21);
        device.memory().keep(StoragePolicy.regular(Duration.ofHours(1)));
        device.advance(Duration.ofMinutes(59));
        device.door(22);
        assertThat(device.events()).hasSize(2);
        device.advance(Duration.ofMinutes(1));
        assertThat(device.events()).hasSize(2);
        device.advance(Duration.ofHours(1));
        assertThat(device.events()).isEmpty();
        assertThat(device.newestSerial()).isEqualTo(2);
    }

    @Test
    void storage_deletesWhatIsOlderThanAMoment() {
        device.door(21);
        device.advance(Duration.ofMinutes(10));
        device.door(22);
        device.memory().keep(StoragePolicy.before(START.plusSeconds(60)));
        assertThat(device.events()).extracting(SimulatedEvent::minor).containsExactly(22);
        assertThat(device.memory().policy().mode()).isEqualTo(StorageTraits.Mode.TIME);
    }

    @Test
    void deletedEvents_leaveAGap() {
        for (int i = 0; i < 6; i++) {
            device.door(21);
        }
        device.memory().delete(serial -> serial == 2 || serial == 4);
        device.door(22);
        assertThat(device.events()).extracting(SimulatedEvent::serialNo).containsExactly(1L, 3L, 5L, 6L, 7L);
    }

    @Test
    void deletedEvents_keepTheRingInOrder() {
        SimulatedDevice small = SimulatedDevice.builder().ringCapacity(4).build();
        for (int i = 0; i < 6; i++) {
            small.door(21);
        }
        small.memory().delete(serial -> serial == 4);
        small.door(22);
        small.door(22);
        assertThat(small.events()).extracting(SimulatedEvent::serialNo).containsExactly(5L, 6L, 7L, 8L);
    }

    @Test
    void backup_bringsSerialsBackAndGivesThemToOthers() {
        device.door(21);
        DeviceBackup backup = device.memory().backup();
        device.punch("00012", 75);
        device.memory().restore(backup);
        assertThat(device.newestSerial()).isEqualTo(1);
        assertThat(device.punch("2001", 75)).isEqualTo(2);
    }

    @Test
    void serials_wrapAtThreeBillion() {
        device.memory().continueAt(2_999_999_999L);
        assertThat(List.of(device.door(21), device.door(21), device.door(21)))
                .containsExactly(2_999_999_999L, 3_000_000_000L, 1L);
    }

    @Test
    void upgrade_changesTheLongSerialAndKeepsTheShortOne() throws Exception {
        try (DeviceSimulator simulator =
                DeviceSimulator.builder().profile(FirmwareProfile.K1T342MWX_V3).start()) {
            int port = simulator.port();
            String before = simulator.device().identity().longSerial();
            simulator.device().door(21);
            simulator.upgrade(FirmwareProfile.K1T342MWX);
            String after =
                    DigestClient.of(simulator).get("/ISAPI/System/deviceInfo").body();
            assertThat(simulator.port()).isEqualTo(port);
            assertThat(before).contains("V031601").endsWith("FX0000001");
            assertThat(after).contains("V044840ENFX0000001").contains("<firmwareVersion>V4.48.40<");
            assertThat(simulator.device().events())
                    .extracting(SimulatedEvent::minor)
                    .containsExactly(21, 1024);
        }
    }

    @Test
    void credentials_areCountedAndThePinIsNotPrinted() {
        Person person =
                new Person("7", "Ana", "111").withCredentials(new Credentials(List.of("222", "333"), 2, 1, "4321"));
        assertThat(person.cards()).containsExactly("111", "222", "333");
        assertThat(person.toString()).contains("2 fingerprints").doesNotContain("4321");
    }

    @Test
    void workingDays_haveArrivalsLunchAndNightsOverMidnight() {
        WorkingDays days = WorkingDays.of(7, device).withAttendanceKeys();
        List<SimulatedEvent> events = days.events(LocalDate.of(2026, 3, 2), 1);
        assertThat(events)
                .filteredOn(event ->
                        event.person() != null && event.person().employeeNo().equals("4711"))
                .extracting(
                        SimulatedEvent::attendanceStatus,
                        event -> event.loggedTime().toLocalDate())
                .containsExactly(
                        tuple("checkIn", LocalDate.of(2026, 3, 2)),
                        tuple("breakOut", LocalDate.of(2026, 3, 3)),
                        tuple("breakIn", LocalDate.of(2026, 3, 3)),
                        tuple("checkOut", LocalDate.of(2026, 3, 3)));
        assertThat(events)
                .filteredOn(event ->
                        event.person() != null && event.person().employeeNo().equals("1"))
                .extracting(SimulatedEvent::attendanceStatus)
                .startsWith("checkIn", "breakOut", "breakIn", "checkOut");
    }

    @Test
    void workingDays_haveTwoDoorEventsToAPunchAndFreeWeekends() {
        WorkingDays days = WorkingDays.of(7, device);
        List<SimulatedEvent> week = days.events(LocalDate.of(2026, 3, 2), 7);
        long punches = week.stream().filter(SimulatedEvent::isPunch).count();
        assertThat((week.size() - punches) / (double) punches).isEqualTo(2.0);
        assertThat(week)
                .isSortedAccordingTo(
                        Comparator.comparing(event -> event.loggedTime().toInstant()));
        assertThat(days.events(LocalDate.of(2026, 3, 7), 2)).isEmpty();
        assertThat(days.events(LocalDate.of(2026, 3, 2), 7)).isEqualTo(week);
        assertThat(week).extracting(SimulatedEvent::attendanceStatus).containsOnly("undefined");
        device.logAll(week);
        assertThat(device.newestSerial()).isEqualTo(week.size());
    }
}
