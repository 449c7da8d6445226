package dev.rollcall.agent.journal;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.RawRecord;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What every journal must do with what was read: store each event once, with its place in the outbox, whatever comes again. */
public abstract class JournalContract extends JournalFixture {

    @Test
    void append_storesAndEnqueuesOnce_whateverIsRepeated() {
        PageTally first = append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2), Events.door(DEVICE, 3));
        PageTally again = append(Events.punch(DEVICE, 2), Events.door(DEVICE, 3), Events.punch(DEVICE, 4));

        assertThat(first).isEqualTo(new PageTally(3, 0, 0, 0, 2, 0));
        assertThat(again).isEqualTo(new PageTally(1, 2, 0, 0, 1, 0));
        assertThat(again.read()).isEqualTo(3);
        assertThat(outbox().waiting()).isEqualTo(3);
        assertThat(facts().device(FRONT).events()).isEqualTo(4);
    }

    @Test
    void append_ofSeveralPages_isThatOfEachInTurn() {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 2));
        long pass = begin();
        Checkpoint first = new Checkpoint(MORNING, null, null, null);
        Checkpoint last = new Checkpoint(MORNING.plusHours(1), null, null, null);
        QuarantinedRecord strange =
                new QuarantinedRecord("time is missing", RawRecord.ofText("{}"), RecordContext.UNKNOWN, 6L);
        List<PageTally> tallies = journal()
                .append(List.of(
                        page(pass, first, List.of(), Events.punch(DEVICE, 2), Events.punch(DEVICE, 3)),
                        page(pass, null, List.of(strange), Events.punch(DEVICE, 4), Events.door(DEVICE, 5)),
                        page(pass, last, List.of(), Events.punch(DEVICE, 4), Events.punch(DEVICE, 7))));
        List<PageTally> allNew = journal()
                .append(List.of(
                        page(pass, null, List.of(), Events.punch(DEVICE, 8), Events.door(DEVICE, 9)),
                        page(pass, null, List.of(), Events.punch(DEVICE, 10))));

        assertThat(tallies)
                .containsExactly(
                        new PageTally(1, 1, 0, 0, 1, 0),
                        new PageTally(2, 0, 0, 1, 1, 0),
                        new PageTally(1, 1, 0, 0, 1, 0));
        assertThat(allNew).containsExactly(new PageTally(2, 0, 0, 0, 1, 0), new PageTally(1, 0, 0, 0, 1, 0));
        assertThat(journal().checkpoint(DEVICE)).isEqualTo(last);
        assertThat(facts().device(FRONT).log().covered()).containsExactly(range(1, 10));
        assertThat(claim(20).events())
                .extracting(event -> event.observation().event().serialNo())
                .containsExactly(1L, 2L, 3L, 4L, 7L, 8L, 10L);
    }

    @Test
    void append_keepsEverythingOfAnObservation() {
        Observation seen = Events.punch(DEVICE, 1);
        append(seen);

        assertThat(claim(10).events().get(0).observation()).isEqualTo(seen);
    }

    @Test
    void append_movesTheCheckpoint_withThePage() {
        Checkpoint checkpoint = new Checkpoint(
                MORNING,
                new DeviceClock(MORNING.plusHours(5), ZoneOffset.ofHoursMinutes(5, 30), SEEN),
                new Anchor(17, MORNING.minusMinutes(1)),
                SEEN.minusSeconds(60));
        long pass = begin();
        journal().append(new JournalPage(pass, DEVICE, List.of(), List.of(), 0, checkpoint, SEEN));

        assertThat(journal().checkpoint(DEVICE)).isEqualTo(checkpoint);
        assertThat(journal().checkpoint(DeviceKey.of("other"))).isNull();
    }

    @Test
    void append_keepsAPartialCheckpoint() {
        Checkpoint partial = new Checkpoint(MORNING, null, null, null);
        journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(), 0, partial, SEEN));

        assertThat(journal().checkpoint(DEVICE)).isEqualTo(partial);
    }

    @Test
    void append_quarantinesARecordOnce_andCountsItEachTime() {
        QuarantinedRecord strange = new QuarantinedRecord("time is missing", RawRecord.ofText("{}"));
        for (int i = 0; i < 2; i++) {
            PageTally tally =
                    journal().append(new JournalPage(begin(), DEVICE, List.of(), List.of(strange), 3, null, SEEN));
            assertThat(tally).isEqualTo(new PageTally(0, 0, 3, 1, 0, 0));
        }

        assertThat(facts().device(FRONT).quarantined()).isEqualTo(1);
    }

    @Test
    void reprintUnderAnotherOffset_isKnown() {
        append(Events.punch(DEVICE, 1));
        PageTally reprint =
                append(Events.punch(DEVICE, 1L, MORNING.plusSeconds(1).plusHours(1), "00012", Channel.POLL));

        assertThat(reprint.known()).isEqualTo(1);
        assertThat(reprint.journaled()).isZero();
        assertThat(facts().device(FRONT).events()).isEqualTo(1);
    }

    @Test
    void sameSerialAtAnotherTime_isAnotherEvent() {
        append(Events.punch(DEVICE, 1));
        PageTally other = append(Events.punch(DEVICE, 1L, MORNING.plusMinutes(7), "00012", Channel.POLL));

        assertThat(other.journaled()).isEqualTo(1);
    }

    @Test
    void serialLearnedLater_isOneEvent_sentAgainUnderItsFirstId() {
        append(Events.punch(DEVICE, null, MORNING, "00012", Channel.LISTENER));
        ClaimedBatch first = claim(10);
        settle(first, event -> stored(event, event.id().hex()));
        PageTally polled = append(Events.punch(DEVICE, 9L, MORNING, "00012", Channel.POLL));

        assertThat(polled.known()).isEqualTo(1);
        ClaimedBatch second = claim(10);
        assertThat(second.events().get(0).id()).isEqualTo(first.events().get(0).id());
        assertThat(second.events().get(0).observation().event().serialNo()).isEqualTo(9);
    }

    @Test
    void contradictingVersion_isKept_andThePolledOneCounts() {
        append(Events.punch(DEVICE, 1L, MORNING, "666", Channel.LISTENER));
        PageTally polled = append(Events.punch(DEVICE, 1L, MORNING, "00012", Channel.POLL));
        append(Events.punch(DEVICE, 1L, MORNING, "666", Channel.LISTENER));

        assertThat(polled.contradictions()).isEqualTo(1);
        assertThat(facts().device(FRONT).events()).isEqualTo(1);
        assertThat(facts().device(FRONT).contradictions()).isEqualTo(1);
        assertThat(claim(10).events().get(0).observation().event().employeeNo()).hasToString("00012");
    }

    @Test
    void whatStaysHere_isKeptAsItsPlaceInTheLogOnly_alsoWhenSeenAgain() {
        append(Events.door(DEVICE, 1));
        PageTally again = append(Events.door(DEVICE, 1));

        assertThat(again).isEqualTo(new PageTally(0, 1, 0, 0, 0, 0));
        assertThat(outbox().waiting()).isZero();
        Observation kept = Keeping.of(Events.door(DEVICE, 1));
        assertThat(kept.raw().toByteArray()).isEmpty();
        assertThat(kept.event().door()).isNull();
        assertThat(kept.event().name()).isNull();
        assertThat(EventIdentity.idOf(kept.event()))
                .isEqualTo(EventIdentity.idOf(Events.door(DEVICE, 1).event()));
    }

    private static JournalPage page(
            long pass, @Nullable Checkpoint checkpoint, List<QuarantinedRecord> quarantined, Observation... seen) {
        return new JournalPage(pass, DEVICE, List.of(seen), quarantined, 0, checkpoint, SEEN);
    }
}
