package dev.rollcall.agent.wiring;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.command.Outcome;
import dev.rollcall.agent.journal.Acceptance;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.journal.KnownLoss;
import dev.rollcall.agent.journal.KnownLosses;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What can be accepted is named in the list; what cannot is told with the reason and the next step. */
class LossDeskTest {

    private static final Instant NOW = SEEN.plusSeconds(600);
    private static final DeviceKey OLD = DeviceKey.of("OLD000001");

    private final InMemoryStore store = new InMemoryStore();
    private final LossDesk desk = new LossDesk(store, store.tallies(), InstantSource.fixed(NOW));

    /** The terminal lost 2 and 3, 5, and 7 to 9; one that hung there before lost 2 and 3 as well. */
    @BeforeEach
    void lose() {
        lose(OLD, 1, 4);
        lose(DEVICE, 1, 4, 6, 10);
    }

    private void lose(DeviceKey device, long... read) {
        store.meet(Events.sight(device, "front"));
        store.append(List.of(new JournalPage(
                store.beginPass(device, "TEST", SEEN),
                device,
                LongStream.of(read)
                        .mapToObj(serial -> Events.punch(device, serial))
                        .toList(),
                List.of(),
                0,
                null,
                SEEN)));
        long newest = read[read.length - 1];
        LogProof proof = new LogProof(new Anchor(1, MORNING), new Anchor(newest, MORNING.plusSeconds(newest)));
        store.settleGaps(device, proof, SEEN);
    }

    private Outcome accept(String device, String... gaps) {
        return desk.accept(new Order.AcceptLoss(device, List.of(gaps), "jan", "asked", false));
    }

    private List<KnownLoss> losses() {
        return new KnownLosses(store, store.tallies()).of(DEVICE);
    }

    @Test
    void severalLosses_areAcceptedAtOnce_withWhoWhenAndWhy() {
        assertThat(losses()).extracting(KnownLoss::key).containsExactly("2-3", "5", "7-9");

        Outcome outcome = accept(DEVICE.value(), "2-3", "7-9", "7-9");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(outcome.text())
                .startsWith("2 accepted by jan. Nothing is held back")
                .contains("'verify'");
        Acceptance acceptance = new Acceptance(NOW, "jan", "asked");
        assertThat(losses()).extracting(KnownLoss::acceptance).containsExactly(acceptance, null, acceptance);
        assertThat(new KnownLosses(store, store.tallies()).of(OLD))
                .extracting(KnownLoss::acceptance)
                .containsOnlyNulls();
    }

    @Test
    void whatIsNotThere_isNamed_withTheNextStep() {
        assertThat(accept("back", "5").exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
        assertThat(accept("back", "5").text()).contains("no device is called 'back'", "'gaps list'");

        Outcome outcome = accept("front", "5", "5-6");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(outcome.text()).contains("1 accepted", "no loss of 'front' is called '5-6'", "'gaps list'");
    }

    @Test
    void lossOfTwoDevicesOfOneName_isAcceptedByNameOfNone() {
        Outcome outcome = accept("front", "2-3");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(outcome.text()).contains("0 accepted", "Name one by its key", OLD.value(), DEVICE.value());
        assertThat(accept(OLD.value(), "2-3").exitCode()).isEqualTo(ExitCode.FINE);
    }

    @Test
    void timeThatIsNotOver_andWhatIsNoLoss_cannotBeAccepted_andWhyIsTold() {
        store.keepLostTimes(DEVICE, List.of(new LostTime(MORNING.plusHours(1), null, SEEN)));
        store.tallies().resolveGap(DEVICE, new SerialRange(2, 3), SerialGap.Kind.ABSENT);
        store.tallies().resolveGap(DEVICE, new SerialRange(7, 9), SerialGap.Kind.ELSEWHERE);
        String open = losses().get(3).key();

        Outcome outcome = accept(DEVICE.value(), open, "2-3", "7-9");

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(outcome.text())
                .contains("0 accepted")
                .contains("'" + open + "' of '" + DEVICE + "' cannot be accepted: that time is not over")
                .contains("'2-3' of '" + DEVICE
                        + "' cannot be accepted: it is not lost: the terminal shows their neighbours")
                .contains("'7-9' of '" + DEVICE + "' cannot be accepted: it is not lost: the receiver has them");
        assertThat(losses()).extracting(KnownLoss::acceptance).containsOnlyNulls();
    }

    /** A log that began anew has the same numbers again. */
    @Test
    void sameNumbersOfTwoLogs_haveKeysThatSayWhenTheyWereNoticed() {
        Instant later = SEEN.plusSeconds(60);
        store.beginLog(DEVICE, new Anchor(10, MORNING.plusSeconds(10)), later);
        store.append(List.of(new JournalPage(
                store.beginPass(DEVICE, "TEST", later),
                DEVICE,
                List.of(
                        Events.punch(DEVICE, 1L, MORNING.plusHours(9), "7", Channel.POLL),
                        Events.punch(DEVICE, 4L, MORNING.plusHours(10), "7", Channel.POLL)),
                List.of(),
                0,
                null,
                later)));
        store.settleGaps(
                DEVICE, new LogProof(new Anchor(1, MORNING.plusHours(9)), new Anchor(4, MORNING.plusHours(10))), later);

        assertThat(losses()).extracting(KnownLoss::key).containsExactly("2-3@" + SEEN, "5", "7-9", "2-3@" + later);
        assertThat(accept(DEVICE.value(), "2-3").text()).contains("is called '2-3'");
        assertThat(accept(DEVICE.value(), "2-3@" + later).exitCode()).isEqualTo(ExitCode.FINE);
        assertThat(losses())
                .filteredOn(loss -> loss.acceptance() != null)
                .extracting(KnownLoss::key)
                .containsExactly("2-3@" + later);
    }
}
