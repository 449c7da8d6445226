package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulatedDeviceTest {
    private static final Person KASUN = Person.of("00012", "Kasun");

    private final SimulatedDevice device = SimulatedDevice.builder()
            .clock(SteppedClock.at("2026-03-01T06:30:00.900Z"))
            .zone(ZoneId.of("Asia/Colombo"))
            .people(KASUN)
            .build();

    @Test
    void everyEvent_takesTheNextSerialWhateverItsMajor() {
        assertThat(device.exception(1024)).isEqualTo(1);
        assertThat(device.punch("00012", 75)).isEqualTo(2);
        assertThat(device.door(21)).isEqualTo(3);
        assertThat(device.operation(112)).isEqualTo(4);
        assertThat(device.newestSerial()).isEqualTo(4);
        assertThat(device.events()).extracting(SimulatedEvent::major).containsExactly(2, 5, 5, 3);
    }

    @Test
    void events_carryTheDevicesOwnTimeInWholeSeconds() {
        device.punch(KASUN, 38);
        device.advance(Duration.ofSeconds(-90));
        device.setZone(ZoneId.of("America/New_York"));
        device.punch(KASUN, 38);
        assertThat(device.events())
                .extracting(SimulatedEvent::time)
                .containsExactly(
                        OffsetDateTime.parse("2026-03-01T12:00:00+05:30"),
                        OffsetDateTime.parse("2026-03-01T01:28:30-05:00"));
    }

    @Test
    void setClock_forgetsEarlierSteps() {
        device.advance(Duration.ofDays(3));
        device.setClock(SteppedClock.at("1970-01-01T00:00:00Z"));
        assertThat(device.now()).isEqualTo("1970-01-01T05:30:00+05:30");
    }

    @Test
    void punch_ofAStrangerSaysWhatToDo() {
        assertThatThrownBy(() -> device.punch("12", 75))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"12\"")
                .hasMessageContaining("addPerson");
    }

    @Test
    void log_keepsHandMadeSerialsAndMovesTheCounterOnly() {
        SimulatedEvent old = SimulatedEvent.of(5, 75).withSerialNo(500);
        assertThat(device.log(old)).isEqualTo(500);
        assertThat(device.door(21)).isEqualTo(501);
        assertThat(device.log(old.withSerialNo(20))).isEqualTo(20);
        assertThat(device.door(22)).isEqualTo(502);
        assertThat(device.log(SimulatedEvent.of(5, 75).withSerialNo(SimulatedEvent.NO_SERIAL)))
                .isEqualTo(-1);
        assertThat(device.newestSerial()).isEqualTo(502);
    }

    @Test
    void clearLog_startsSerialsAgainAtOne() {
        device.door(21);
        device.door(22);
        device.clearLog();
        assertThat(device.events()).isEmpty();
        assertThat(device.newestSerial()).isZero();
        assertThat(device.door(21)).isEqualTo(1);
    }

    @Test
    void factoryReset_forgetsPeopleAndPowersOn() {
        device.door(21);
        device.factoryReset();
        assertThat(device.people()).isEmpty();
        assertThat(device.events()).singleElement().satisfies(event -> {
            assertThat(event.serialNo()).isEqualTo(1);
            assertThat(event.major()).isEqualTo(2);
            assertThat(event.minor()).isEqualTo(1024);
        });
    }

    @Test
    void ring_keepsOnlyTheNewest() {
        SimulatedDevice small = SimulatedDevice.builder().ringCapacity(5).build();
        IntStream.range(0, 12).forEach(i -> small.door(21));
        assertThat(small.events()).extracting(SimulatedEvent::serialNo).containsExactly(8L, 9L, 10L, 11L, 12L);
    }

    @Test
    void seed_makesOrdinaryDays() {
        SimulatedDevice seeded = SimulatedDevice.builder()
                .clock(SteppedClock.at("2026-03-01T06:30:00Z"))
                .build();
        seeded.seed(7, 3_000);
        List<SimulatedEvent> events = seeded.events();
        long punches = events.stream().filter(SimulatedEvent::isPunch).count();

        assertThat(events).hasSize(3_000);
        assertThat(events.get(0).major() + "/" + events.get(0).minor()).isEqualTo("2/1024");
        assertThat((events.size() - punches) / (double) punches).isBetween(1.7, 2.5);
        assertThat(events).extracting(SimulatedEvent::minor).contains(75, 38, 1, 76, 21, 22, 112, 1029);
        assertThat(events)
                .filteredOn(event -> event.minor() == 76)
                .allSatisfy(event -> assertThat(event.person()).isNull());
        assertThat(seeded.people()).extracting(Person::employeeNo).contains("00012");
        assertThat(seeded.people()).extracting(Person::name).contains("Иван Соколов", "王小明");
        assertThat(events)
                .allSatisfy(event -> assertThat(event.time())
                        .isBefore(OffsetDateTime.parse("2026-03-01T00:00:00Z"))
                        .isAfter(OffsetDateTime.parse("2026-02-19T06:59:59Z")));
    }

    @Test
    void seed_isReproducible() {
        assertThat(seeded(7)).isEqualTo(seeded(7)).isNotEqualTo(seeded(8));
    }

    @Test
    void seed_withNothingToMakeLeavesTheLogEmpty() {
        device.seed(1, 0);
        assertThat(device.events()).isEmpty();
        device.seed(1, 1);
        assertThat(device.events()).hasSize(1);
    }

    @Test
    void builder_refusesWhatCannotBeADevice() {
        assertThatThrownBy(() -> SimulatedDevice.builder().shortSerial("fx1").build())
                .hasMessageContaining("nine characters A-Z or 0-9, got \"fx1\"");
        assertThatThrownBy(() -> SimulatedDevice.builder().firmware("4.48").build())
                .hasMessageContaining("V4.48.40");
        assertThatThrownBy(() -> Person.of("", "nobody")).hasMessageContaining("1 to 32 characters");
    }

    @Test
    void serials_areUniqueAndInOrderUnderSeveralThreads() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Long>> punches = Collections.nCopies(1_000, () -> device.punch(KASUN, 75));
            for (Future<Long> punch : threads.invokeAll(punches)) {
                assertThat(punch.get()).isBetween(1L, 1_000L);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(device.events())
                .extracting(SimulatedEvent::serialNo)
                .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
    }

    private static List<SimulatedEvent> seeded(long seed) {
        SimulatedDevice device = SimulatedDevice.builder()
                .clock(SteppedClock.at("2026-03-01T06:30:00Z"))
                .build();
        device.seed(seed, 400);
        return device.events();
    }
}
