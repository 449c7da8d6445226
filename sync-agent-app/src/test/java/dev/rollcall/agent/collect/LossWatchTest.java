package dev.rollcall.agent.collect;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LostTime;
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
        losses.read(new LossWatch.Shown(MORNING.plusHours(3), false, true, false), time -> false, SEEN);

        assertThat(store.lostTimes(DEVICE))
                .containsExactly(new LostTime(MORNING.plusSeconds(2), MORNING.plusHours(3), SEEN));
    }

    @Test
    void logOfWhichAllIsProved_isLostFromItsLatestRecordOn() {
        store.endPass(begin(), DEVICE, reached(9), null, SEEN);

        losses.nothingLeft(MORNING.plusSeconds(9), SEEN);

        assertThat(store.lostTimes(DEVICE)).extracting(LostTime::notBefore).containsExactly(MORNING.plusSeconds(9));
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
