package dev.rollcall.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Outages of a second to a year in which the device's ring may come round, on the real journal, under a stepped clock. What is
 * still held arrives once, what was overwritten is listed as the device's own truth has it, and nothing is called complete over
 * a gap.
 */
class LongOutageTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
    private static final int[] RINGS = {50, 120, 400, 1_000, 10_000};
    private static final int SCHEDULES = 15;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everythingHeldArrivesOnce_andWhatWasOverwrittenIsListed(long seed) {
        runSchedules(new Random(seed), SCHEDULES);
    }

    @Tag("long")
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103, 104, 105, 106, 107, 108, 109, 110})
    void everythingHeldArrivesOnce_inManyMoreSchedules(long seed) {
        runSchedules(new Random(seed), 20 * SCHEDULES);
    }

    private void runSchedules(Random random, int schedules) {
        for (int i = 0; i < schedules; i++) {
            Path file = folder.resolve("journal-" + i + ".db");
            try (SqliteStore store = SqliteStore.open(file, InstantSource.system())) {
                new Schedule(random, store, "schedule " + i).run();
            }
        }
    }

    /** One device and its outages. */
    private static final class Schedule {

        private final Random random;
        private final SqliteStore store;
        private final String name;
        private final SimulatedWorld world = new SimulatedWorld(Instant.parse("2026-01-01T00:00:00Z"));
        private final FakeTerminal terminal = new FakeTerminal(world, 200);
        private final Collector collector;
        private final int ring;
        private final List<SerialRange> lost = new ArrayList<>();
        private long readUpTo;

        Schedule(Random random, SqliteStore store, String name) {
            this.random = random;
            this.store = store;
            this.name = name;
            this.ring = RINGS[random.nextInt(RINGS.length)];
            terminal.ringOf(ring);
            if (random.nextBoolean()) {
                terminal.searchBySerial();
            }
            CollectPolicy policy =
                    new CollectPolicy(Duration.ofHours(5), Duration.ofMinutes(2), Duration.ofDays(1), 500, 5);
            collector = new Collector(store.journal(), policy, world, StepListener.NONE, Crew.ALONE);
        }

        void run() {
            log(1 + random.nextInt(60), Duration.ofHours(1));
            read();
            for (int outage = 1 + random.nextInt(4); outage > 0; outage--) {
                Duration length = Duration.ofSeconds((long) Math.exp(random.nextDouble() * Math.log(365 * 86_400)));
                int events = random.nextInt(random.nextBoolean() ? 40 : Math.min(2 * ring, 3_000) + 40);
                log(events, length);
                if (random.nextInt(3) == 0) {
                    terminal.goAway(true);
                    assertThat(collect().complete()).as(name).isFalse();
                    terminal.goAway(false);
                }
                read();
            }
        }

        private void log(int events, Duration during) {
            for (int i = 0; i < events; i++) {
                world.runFor(during.dividedBy(events));
                terminal.punch();
            }
            world.runFor(events == 0 ? during : Duration.ofSeconds(1));
        }

        private PassResult collect() {
            return collector.collect(new Terminal(FRONT, terminal));
        }

        private void read() {
            assertThat(collect().failure()).as(name).isNull();
            if (readUpTo > 0 && terminal.oldestSerial() > readUpTo + 1) {
                lost.add(new SerialRange(readUpTo + 1, terminal.oldestSerial() - 1));
            }
            readUpTo = terminal.newestSerial();
            check();
        }

        private void check() {
            DeviceFacts facts = store.facts().device(FRONT);
            long lostEvents = lost.stream().mapToLong(SerialRange::size).sum();
            assertThat(facts.events())
                    .as("%s: events of a ring of %s", name, ring)
                    .isEqualTo(readUpTo - terminal.lostBeforeMet() - lostEvents);
            assertThat(facts.log().gaps())
                    .extracting(SerialGap::serials)
                    .as(name)
                    .isEqualTo(lost);
            assertThat(facts.log().gaps()).as(name).allSatisfy(gap -> {
                assertThat(gap.kind()).isEqualTo(SerialGap.Kind.OVERWRITTEN);
                assertThat(gap.notBefore())
                        .isEqualTo(terminal.wallClockOf(gap.serials().first() - 1));
                assertThat(gap.notAfter())
                        .isEqualTo(terminal.wallClockOf(gap.serials().last() + 1));
                assertThat(facts.log().completeUntil()).isBeforeOrEqualTo(gap.notBefore());
            });
            assertThat(facts.log().epochs()).as(name).isEqualTo(1);
        }
    }
}
