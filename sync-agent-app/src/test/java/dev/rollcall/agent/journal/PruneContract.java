package dev.rollcall.agent.journal;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What every journal may let go, and still knows afterwards. */
public abstract class PruneContract extends JournalFixture {

    @Test
    void prune_takesWhatWasDeliveredLongAgo_andKnowsItStill() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.door(DEVICE, 3));
        settle(claim(10), event -> stored(event, event.id().hex()));
        deviceClockIs(MORNING.plusDays(100));

        prune(SEEN.plus(100, ChronoUnit.DAYS));

        assertThat(facts().device(FRONT).events()).isZero();
        PageTally again = append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.door(DEVICE, 3));
        PageTally otherOffset =
                append(Events.punch(DEVICE, 1L, MORNING.plusSeconds(1).plusHours(1), "00012", Channel.POLL));
        PageTally afterReset = append(Events.punch(DEVICE, 1L, MORNING.plusDays(99), "00012", Channel.POLL));
        assertThat(again).isEqualTo(new PageTally(0, 3, 0, 0, 0, 0));
        assertThat(otherOffset).isEqualTo(new PageTally(0, 1, 0, 0, 0, 0));
        assertThat(afterReset).isEqualTo(new PageTally(1, 0, 0, 0, 1, 0));
    }

    @Test
    void prune_leavesWhatWaitsOrWasRejected_howeverOld() {
        append(Events.punch(DEVICE, 1));
        ClaimedBatch rejected = claim(1);
        settle(rejected, event -> new OutcomeMessage(event.id().hex(), "REJECTED", null, "no"));
        append(Events.punch(DEVICE, 2), Events.punch(DEVICE, 3));
        claim(1);
        deviceClockIs(MORNING.plusYears(9));

        prune(SEEN.plus(3_000, ChronoUnit.DAYS));

        assertThat(facts().device(FRONT).events()).isEqualTo(3);
        assertThat(outbox().blocked()).isEqualTo(1);
        assertThat(outbox().waiting()).isEqualTo(2);
    }

    @Test
    void prune_leavesWhatIsYoung() {
        append(Events.punch(DEVICE, 1), Events.door(DEVICE, 2));
        settle(claim(10), event -> stored(event, event.id().hex()));
        deviceClockIs(MORNING.plusDays(89));

        prune(SEEN.plus(89, ChronoUnit.DAYS));

        assertThat(facts().device(FRONT).events()).isEqualTo(2);
    }

    @Test
    void prune_doesNotTrustOneClockAlone() {
        append(Events.punch(DEVICE, 1));
        settle(claim(10), event -> stored(event, event.id().hex()));

        prune(Instant.parse("2099-01-01T00:00:00Z"));
        deviceClockIs(MORNING.plusHours(1));
        prune(Instant.parse("2099-01-01T00:00:00Z"));
        deviceClockIs(MORNING.plusYears(10));
        prune(SEEN.plus(1, ChronoUnit.HOURS));

        assertThat(facts().device(FRONT).events()).isEqualTo(1);
    }

    @Test
    void prunedEventOfAClockThatLostItsTime_isNeitherTheBeginning_norTheLatestThatWasRead() {
        LocalDateTime lost = LocalDateTime.parse("1970-01-09T21:39:43");
        append(Events.punch(DEVICE, 1L, lost, "00012", Channel.POLL));
        settle(claim(10), event -> stored(event, event.id().hex()));
        deviceClockIs(MORNING.plusDays(100));
        prune(SEEN.plus(100, ChronoUnit.DAYS));
        assertThat(facts().device(FRONT).events()).isZero();

        assertThat(journal().latestRead(DEVICE, null)).isNull();
        assertThat(tallies().beginning(DEVICE)).isNull();
    }

    @Test
    void eventAfterAllWasPruned_isNotReadUntilAPassEnds() {
        append(Events.punch(DEVICE, 1));
        settle(claim(10), event -> stored(event, event.id().hex()));
        deviceClockIs(MORNING.plusDays(100));
        prune(SEEN.plus(100, ChronoUnit.DAYS));
        LocalDateTime read = MORNING.plusSeconds(1);
        assertThat(journal().latestRead(DEVICE, MORNING.plusDays(1))).isEqualTo(read);

        append(Events.punch(DEVICE, 2));

        assertThat(journal().latestRead(DEVICE, MORNING.plusDays(1))).isEqualTo(read);
    }

    private void deviceClockIs(LocalDateTime wallClock) {
        DeviceClock clock = new DeviceClock(wallClock, ZoneOffset.ofHoursMinutes(5, 30), SEEN);
        journal().endPass(begin(), DEVICE, new Checkpoint(MORNING, clock, null, null), null, SEEN);
    }

    private void prune(Instant now) {
        for (boolean more = true; more; ) {
            more = upkeep().prune(Duration.ofDays(90), now, 2);
        }
    }
}
