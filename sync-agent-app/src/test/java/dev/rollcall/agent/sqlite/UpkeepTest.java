package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The journal is verified and made smaller across processes, and stays provable. */
class UpkeepTest extends StoreFixture {

    private static final int EVENTS = 300;
    private static final int STEP = 50;

    @Test
    void verifying_goesOnWhereTheProcessBeforeKeptItsPlace() {
        punches(1, EVENTS);
        assertThat(store.upkeep().verifySome(EVENTS - STEP / 2, SEEN)).isFalse();
        store.upkeep().keepPlace();
        reopen();

        assertThat(store.upkeep().verifySome(STEP, SEEN))
                .as("what is left is less than a step")
                .isTrue();
    }

    @Test
    void alarmsOfWhatHappened_end_someTimeAfterItHappenedLast() {
        for (String kind : List.of("log-reset", "foreign-push", "journal-rebuilt", "not-read")) {
            store.journal().raise(kind, "front", kind, SEEN);
        }
        sweep(SEEN);

        assertStandAfter(6, "log-reset", "foreign-push", "journal-rebuilt", "not-read");
        assertStandAfter(8, "log-reset", "journal-rebuilt", "not-read");
        assertStandAfter(31, "not-read");
    }

    private void assertStandAfter(int days, String... kinds) {
        Instant at = SEEN.plus(days, ChronoUnit.DAYS);
        DeviceClock clock = new DeviceClock(MORNING.plusDays(days + 1L), ZoneOffset.ofHoursMinutes(5, 30), at);
        store.journal().endPass(begin(), DEVICE, new Checkpoint(MORNING, clock, null, null), null, at);
        store.upkeep().prune(Duration.ofDays(90), at, STEP);
        assertThat(Stream.of("log-reset", "foreign-push", "journal-rebuilt", "not-read")
                        .filter(kind -> !store.facts().alarmed(kind).isEmpty()))
                .as("after %d days", days)
                .containsExactly(kinds);
    }

    @Test
    void verifying_beginsAnew_onceTheEndWasReached() {
        punches(1, EVENTS);
        verifyEverything();
        store.upkeep().keepPlace();
        reopen();

        assertThat(store.upkeep().verifySome(STEP, SEEN)).isFalse();
    }

    @Test
    void ledger_isCompacted_whenNextToNothingInItIsNeeded_andTheChainStillHolds() throws SQLException {
        punches(1, EVENTS);
        deliver();
        long before = entries();
        Instant later = SEEN.plus(200, ChronoUnit.DAYS);
        DeviceClock clock = new DeviceClock(MORNING.plusDays(200), ZoneOffset.ofHoursMinutes(5, 30), later);
        store.journal().endPass(begin(), DEVICE, new Checkpoint(MORNING, clock, null, null), null, later);
        for (int round = 0; round < 20; round++) {
            verifyEverything();
            store.upkeep().prune(Duration.ofDays(90), later, STEP);
        }

        assertThat(store.facts().health().pruned()).isEqualTo(EVENTS);
        assertThat(entries())
                .as("of %d entries and as many about their going", before)
                .isLessThan(before / 2);
        reopen();
        verifyEverything();
        assertThat(alarms()).isEmpty();
        assertThat(store.facts().health().damaged()).isZero();
    }

    private long entries() throws SQLException {
        return raw().number("select count(*) from ledger");
    }
}
