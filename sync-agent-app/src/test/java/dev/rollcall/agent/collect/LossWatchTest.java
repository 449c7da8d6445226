package dev.rollcall.agent.collect;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LostTime;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A log that is gone, and what was read of it by passes that broke off. */
class LossWatchTest {

    private final InMemoryStore store = new InMemoryStore();
    private final LossWatch losses = new LossWatch(store, DEVICE);

    @BeforeEach
    void twoWereReadByAWholePass_andTheNinthByOneThatBrokeOff() {
        store.meet(Events.sight(DEVICE, "front"));
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2));
        append(Events.punch(DEVICE, 9));
        store.endPass(begin(), DEVICE, reached(2), null, SEEN);
    }

    @Test
    void logThatIsGone_mayHaveLostWhatIsMissing_beforeWhatWasReadBeyondTheProved() {
        losses.nothingLeft(MORNING.plusSeconds(9), SEEN);

        assertThat(store.lostTimes(DEVICE)).extracting(LostTime::notBefore).containsExactly(MORNING.plusSeconds(2));
    }

    @Test
    void logThatBeganAnew_mayHaveLostTheSame() {
        losses.read(new LossWatch.Shown(MORNING.plusHours(3), false, true, false, false), time -> false, SEEN);

        assertThat(store.lostTimes(DEVICE))
                .containsExactly(new LostTime(MORNING.plusSeconds(2), MORNING.plusHours(3), SEEN));
    }

    @Test
    void logOfWhichAllIsProved_isLostFromItsLatestRecordOn() {
        store.endPass(begin(), DEVICE, reached(9), null, SEEN);

        losses.nothingLeft(MORNING.plusSeconds(9), SEEN);

        assertThat(store.lostTimes(DEVICE)).extracting(LostTime::notBefore).containsExactly(MORNING.plusSeconds(9));
    }

    @Test
    void whatOnlyBrokenPassesRead_mayHaveAHole_onceTheFirstOfItIsGone() {
        InMemoryStore fresh = new InMemoryStore();
        fresh.meet(Events.sight(DEVICE, "front"));
        LossWatch watch = new LossWatch(fresh, DEVICE);
        LocalDateTime later = MORNING.plusHours(3);
        watch.read(new LossWatch.Shown(null, true, true, false, false), time -> false, SEEN);
        assertThat(fresh.lostTimes(DEVICE)).as("nothing was ever read").isEmpty();
        List<Observation> read = List.of(Events.punch(DEVICE, 1), Events.punch(DEVICE, 9));
        fresh.append(new JournalPage(fresh.beginPass(DEVICE, "TEST", SEEN), DEVICE, read, List.of(), 0, null, SEEN));

        watch.read(new LossWatch.Shown(later, false, true, false, true), time -> false, SEEN);
        watch.read(new LossWatch.Shown(MORNING.plusSeconds(1), false, true, false, false), time -> false, SEEN);
        watch.read(new LossWatch.Shown(null, false, true, false, false), time -> false, SEEN);
        assertThat(fresh.lostTimes(DEVICE))
                .as("numbers tell, or it is there, or no clock tells")
                .isEmpty();
        watch.read(new LossWatch.Shown(null, true, true, false, false), time -> false, SEEN);
        assertThat(fresh.lostTimes(DEVICE)).containsExactly(new LostTime(MORNING.plusSeconds(1), null, SEEN));

        watch.read(new LossWatch.Shown(later, false, true, false, false), time -> false, SEEN);

        assertThat(fresh.lostTimes(DEVICE)).containsExactly(new LostTime(MORNING.plusSeconds(1), later, SEEN));
    }

    @Test
    void partOfALogThatDoesNotHoldWhatWasKnown_leavesThatToReadingEverything() {
        LossWatch.Shown part = new LossWatch.Shown(MORNING.plusHours(3), false, false, false, false);
        LossWatch.Shown whole = new LossWatch.Shown(MORNING.plusHours(3), false, true, false, false);

        assertThat(losses.needsAll(part, time -> false)).isTrue();
        assertThat(losses.needsAll(part, time -> true)).isFalse();
        assertThat(losses.needsAll(whole, time -> false)).isFalse();
    }

    @Test
    void logThatBeganAnew_isNotHeld_becauseItHoldsWhatIsOlder() {
        append(Events.punch(DEVICE, 1L, MORNING.plusHours(2), "7", Channel.POLL));
        assertThat(losses.isOfNewLog()).isTrue();
        assertThat(losses.doubtful()).isEqualTo(MORNING.plusSeconds(2));

        losses.read(new LossWatch.Shown(MORNING, false, false, false, false), time -> true, SEEN);
        assertThat(store.lostTimes(DEVICE)).extracting(LostTime::isOpen).containsExactly(true);

        losses.begunAnew(MORNING.plusSeconds(2), MORNING, 1, MORNING.plusHours(4), SEEN);
        assertThat(store.lostTimes(DEVICE))
                .containsExactly(new LostTime(MORNING.plusSeconds(2), MORNING.plusHours(4), SEEN));
        assertThat(losses.isOfNewLog()).isFalse();
    }

    @Test
    void logThatIsPutBack_mayHaveLostAllSince_whereAnotherOneWasReadBetween() {
        LocalDateTime first = MORNING.plusHours(2);
        append(Events.punch(DEVICE, 1L, first, "7", Channel.POLL), punchAt(2, first.plusHours(1)));
        append(punchAt(2, first.plusHours(4).plusSeconds(77)));

        losses.begunAnew(MORNING.plusSeconds(2), first, 2, MORNING.plusHours(8), SEEN);

        assertThat(store.lostTimes(DEVICE))
                .containsExactly(new LostTime(MORNING.plusSeconds(2), MORNING.plusHours(8), SEEN));
    }

    @Test
    void logThatFollows_lostNothingOfWhatItShows() {
        LocalDateTime first = MORNING.plusHours(2);
        append(Events.punch(DEVICE, 1L, first, "7", Channel.POLL), punchAt(2, first.plusHours(1)));

        losses.begunAnew(MORNING.plusSeconds(2), first, 2, MORNING.plusHours(8), SEEN);

        assertThat(store.lostTimes(DEVICE)).containsExactly(new LostTime(MORNING.plusSeconds(2), first, SEEN));
    }

    private static Observation punchAt(long serial, LocalDateTime wallClock) {
        return Events.punch(DEVICE, serial, wallClock, "8", Channel.POLL);
    }

    private static Checkpoint reached(long serial) {
        return new Checkpoint(MORNING.plusHours(1), null, new Anchor(serial, MORNING.plusSeconds(serial)), SEEN);
    }

    private void append(Observation... seen) {
        store.append(new JournalPage(begin(), DEVICE, List.of(seen), List.of(), 0, null, SEEN));
    }

    private long begin() {
        return store.beginPass(DEVICE, "TEST", SEEN);
    }
}
