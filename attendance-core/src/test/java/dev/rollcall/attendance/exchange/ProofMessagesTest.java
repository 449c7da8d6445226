package dev.rollcall.attendance.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.Finding.State;
import dev.rollcall.attendance.reconcile.TallySum;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProofMessagesTest {

    private static final Finding FULL = new Finding(
            Kind.NOT_IN_RECEIVER,
            EventId.of("a".repeat(32)),
            7L,
            9L,
            LocalDateTime.parse("2026-11-23T09:00:00"),
            LocalDateTime.parse("2026-11-24T00:00:00"),
            State.OPEN);
    private static final Finding BARE = new Finding(Kind.QUARANTINED, null, null, null, null, State.REPAIRED);

    @Test
    void day_travelsThereAndBack() {
        DayProof day = new DayProof(
                LocalDate.parse("2026-11-23"),
                new DeviceSays(DeviceSays.How.COUNTED, 7L),
                8,
                new TallySum(3, "b".repeat(32)),
                new TallySum(4, "c".repeat(32)),
                true,
                false,
                List.of(FULL, BARE));

        assertThat(ProofMessages.toDay(ProofMessages.toMessage(day))).isEqualTo(day);
    }

    @Test
    void findings_areToldUpToAHundred_whatIsOpenFirst() {
        List<Finding> many = new java.util.ArrayList<>(Collections.nCopies(150, BARE));
        many.add(FULL);

        assertThat(ProofMessages.toFindings(ProofMessages.toMessages(many)))
                .hasSize(100)
                .startsWith(FULL, BARE);
    }

    /** What is lost must be seen, whoever has accepted it; what was put right need not. */
    @Test
    void acceptedLoss_isToldBeforeWhatIsNotMissing() {
        Finding accepted = new Finding(Finding.Kind.UNREAD, null, null, null, null, Finding.State.ACCEPTED);
        List<Finding> many = new java.util.ArrayList<>(Collections.nCopies(150, BARE));
        many.add(accepted);
        many.add(FULL);

        assertThat(ProofMessages.toFindings(ProofMessages.toMessages(many))).startsWith(FULL, accepted, BARE);
    }

    @Test
    void findingsThatAreLeftOut_areToldAsANumber_andKept() {
        List<Finding> many = Collections.nCopies(150, FULL);
        DayProof day = new DayProof(
                LocalDate.parse("2026-11-23"),
                new DeviceSays(DeviceSays.How.COUNTED, 7L),
                8,
                new TallySum(3, "b".repeat(32)),
                new TallySum(4, "c".repeat(32)),
                true,
                false,
                many);

        DayProof told = ProofMessages.toDay(ProofMessages.toMessage(day));
        assertThat(told.findings()).hasSize(100);
        assertThat(told.leftOut()).isEqualTo(50);
        assertThat(ProofMessages.toDay(ProofMessages.toMessage(told))).isEqualTo(told);
        assertThat(ProofMessages.leftOut(List.of(FULL), 0)).isNull();
        assertThat(ProofMessages.leftOut(many, 7)).isEqualTo(57);
        assertThat(ProofMessages.leftOut(-3L)).isZero();
    }

    @Test
    void outcome_ofWhatWasStoredAsSent_saysNoMore() {
        OutcomeMessage outcome = new OutcomeMessage("a", "STORED", "a", null);

        assertThat(outcome.wallClock()).isNull();
        assertThat(outcome.content()).isNull();
    }
}
