package dev.rollcall.agent.reconcile;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.TallyBook.Row;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which pruned row a shown record is. */
class PrunedRowsTest {

    private static final EventId ANOTHER = EventId.of("ab".repeat(16));

    private static Observation record(long serial, LocalDateTime at) {
        return Events.punch(DEVICE, serial, at, "00012", Channel.POLL);
    }

    private static EventId idOf(Observation record) {
        return EventIdentity.idOf(record.event());
    }

    private static Set<EventId> shown(PrunedRows rows, Observation record) {
        return rows.shownBy(record, idOf(record));
    }

    @Test
    void record_showsTheRowOfItsId_whateverItsNumberAndTime() {
        Observation record = record(5, MORNING);
        PrunedRows rows = new PrunedRows(List.of(new Row(idOf(record), null, MORNING.minusDays(3))));

        assertThat(shown(rows, record)).containsExactly(idOf(record));
    }

    @Test
    void record_showsTheRowsOfItsNumberAndTime_alsoByAnotherOffset() {
        PrunedRows rows = new PrunedRows(List.of(
                new Row(ANOTHER, 5L, MORNING),
                new Row(idOf(record(5, MORNING.plusYears(1))), 5L, MORNING.plusYears(1)),
                new Row(idOf(record(6, MORNING)), 6L, MORNING)));

        assertThat(shown(rows, record(5, MORNING))).containsExactly(ANOTHER);
        assertThat(shown(rows, record(5, MORNING.minusHours(3)))).containsExactly(ANOTHER);
        assertThat(shown(rows, record(5, MORNING.plusSeconds(7)))).isEmpty();
        assertThat(shown(rows, record(7, MORNING))).isEmpty();
    }

    @Test
    void days_areThoseOfTheRows_eachOnce() {
        PrunedRows rows = new PrunedRows(List.of(
                new Row(ANOTHER, 5L, MORNING.plusDays(1)),
                new Row(ANOTHER, 6L, MORNING),
                new Row(ANOTHER, 7L, MORNING.plusHours(1))));

        assertThat(rows.days())
                .containsExactly(MORNING.toLocalDate(), MORNING.plusDays(1).toLocalDate());
    }

    /** Going through all rows for each record took minutes here. */
    @Test
    @Timeout(value = 20, unit = TimeUnit.SECONDS)
    void manyRecords_areLookedUpAmongManyRows() {
        int many = 100_000;
        PrunedRows rows = new PrunedRows(LongStream.rangeClosed(1, many)
                .mapToObj(serial -> new Row(ANOTHER, serial, MORNING.plusSeconds(serial)))
                .toList());
        Observation one = record(7, MORNING.plusSeconds(7));

        for (int record = 0; record < many; record++) {
            assertThat(rows.shownBy(one, idOf(one)).isEmpty()).isFalse();
        }
    }
}
