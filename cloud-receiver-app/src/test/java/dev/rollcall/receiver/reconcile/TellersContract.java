package dev.rollcall.receiver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.exchange.HeartbeatMessage.SerialSpan;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.TalliesMessage.Count;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Finding.Kind;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.receiver.reconcile.Completeness.FindingLine;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is shown of a device that several agents tell of: two at a time, or one after the other. On both databases. */
abstract class TellersContract extends ProofFixture {

    private static final String DAY = "2026-11-04";
    private static final LocalDateTime AT = LocalDateTime.parse("2026-11-04T14:02:00");
    private static final Finding LOSS =
            new Finding(Kind.OVERWRITTEN, null, 5L, 9L, AT, AT.plusHours(1), Finding.State.OPEN);
    private static final Finding WAITING = new Finding(Kind.WAITING, null, 17L, null, AT, Finding.State.OPEN);
    private static final Finding STRANGE = new Finding(Kind.QUARANTINED, null, null, null, null, Finding.State.OPEN);
    private static final List<SerialSpan> ALL = List.of(new SerialSpan(1, 100));
    private static final List<SerialSpan> REST = List.of(new SerialSpan(1, 4), new SerialSpan(10, 100));
    private static final String UNTIL = "2026-11-06T02:30:00";
    private static final Duration TWO_DAYS = Duration.ofDays(2);

    @ParameterizedTest
    @CsvSource({"TWO000001, true", "TWO000002, false"})
    void whatIsMissing_outweighsWhatIsComplete_whoeverTellsLast(String key, boolean missingFirst) {
        known(key, "Europe/Berlin");
        if (missingFirst) {
            tell("a", now, REST, key, AT.toString(), List.of(), incomplete(DAY, WAITING), complete("2026-11-05"));
        }
        tell("b", now, REST, key, UNTIL, List.of(), complete(DAY), complete("2026-11-05"));
        if (!missingFirst) {
            tell("a", now, REST, key, AT.toString(), List.of(), incomplete(DAY, WAITING), complete("2026-11-05"));
        }

        DeviceLine line = of(key, NOVEMBER);
        assertThat(day(line, DAY).verdict()).isEqualTo("INCOMPLETE");
        assertThat(day(line, DAY).findings()).extracting(FindingLine::kind).containsExactly("WAITING");
        assertThat(day(line, "2026-11-05").verdict()).isEqualTo("COMPLETE");
        assertThat(line.completeUntil()).isEqualTo("2026-11-04T14:02:00");
    }

    @Test
    void whatTwoAgentsMiss_isNamed() {
        known("TWO000003", "Europe/Berlin");
        tell("a", now, REST, "TWO000003", AT.toString(), List.of(), incomplete(DAY, WAITING));
        tell("b", now, REST, "TWO000003", AT.toString(), List.of(), incomplete(DAY, LOSS, WAITING));

        assertThat(day(of("TWO000003", NOVEMBER), DAY).findings())
                .extracting(FindingLine::kind)
                .containsExactlyInAnyOrder("OVERWRITTEN", "WAITING");
    }

    /** An agent that was switched off with something waiting, while another one goes on. */
    @ParameterizedTest
    @CsvSource({"SILENT001, 0, INCOMPLETE,", "SILENT002, 1, COMPLETE, 2026-11-06T02:30:00"})
    void whatOnlyASilentAgentMisses_countsNoMore(String key, long more, String verdict, @Nullable String until) {
        known(key, "Europe/Berlin");
        tell("a", now, REST, key, null, List.of(STRANGE), incomplete(DAY, WAITING));
        now = now.plus(TWO_DAYS).plusMillis(more);
        tell("b", now, REST, key, UNTIL, List.of(), complete(DAY), complete("2026-11-05"), begun("2026-11-06"));

        DeviceLine line = of(key, NOVEMBER);

        assertThat(line.agent()).isEqualTo("b");
        assertThat(day(line, DAY).verdict()).isEqualTo(verdict);
        assertThat(line.findings()).hasSize(more == 0 ? 1 : 0);
        assertThat(line.completeUntil()).isEqualTo(until);
    }

    @Test
    void silentAgentsWord_standsWhereNobodyElseKnows() {
        known("SILENT003", "Europe/Berlin");
        tell("a", now, REST, "SILENT003", AT.toString(), List.of(), complete("2026-11-03"), incomplete(DAY, WAITING));
        now = now.plus(Duration.ofDays(20));
        tell("b", now, REST, "SILENT003", UNTIL, List.of(), notAsked("2026-11-03"), notAsked(DAY));

        DeviceLine line = of("SILENT003", NOVEMBER);

        assertThat(day(line, "2026-11-03").verdict()).isEqualTo("COMPLETE");
        assertThat(day(line, DAY).verdict()).isEqualTo("INCOMPLETE");
        assertThat(line.completeUntil()).isEqualTo("2026-11-04T14:02:00");
    }

    /** One agent compared a day that was not over; another one did not reach the terminal. */
    @Test
    void dayThatIsNotOver_isShownAsWhoeverComparedItFoundIt() {
        known("TWO000004", "Europe/Berlin");
        tell("a", now, REST, "TWO000004", "2026-11-05T01:00:00", List.of(), complete(DAY), begun("2026-11-05"));
        now = now.plusSeconds(60);
        tell("b", now, REST, "TWO000004", "2026-11-05T01:00:00", List.of(), notAsked(DAY), notAsked("2026-11-05"));

        DeviceLine line = of("TWO000004", NOVEMBER);

        assertThat(day(line, "2026-11-05").why()).isEqualTo("the day was not over when it was compared");
        assertThat(line.completeUntil()).isEqualTo("2026-11-05T01:00:00");
    }

    /** The computer was replaced; the new journal begins above what was lost and knows of no gap. */
    @ParameterizedTest
    @CsvSource({"FORMER001, true", "FORMER002, false"})
    void lossThatAFormerAgentKnew_isForgottenByNobody(String key, boolean complete) {
        known(key, "Europe/Berlin");
        tell("a", now, REST, key, AT.toString(), List.of(LOSS), complete("2026-11-03"), incomplete(DAY, LOSS));
        now = now.plus(Duration.ofDays(20));
        tell(
                "b",
                now,
                List.of(new SerialSpan(10, 200)),
                key,
                UNTIL,
                List.of(),
                complete("2026-11-03"),
                complete ? complete(DAY) : notAsked(DAY),
                complete("2026-11-05"),
                begun("2026-11-06"));

        DeviceLine line = of(key, NOVEMBER);

        assertThat(line.agent()).isEqualTo("b");
        assertThat(day(line, DAY).verdict()).isEqualTo("INCOMPLETE");
        assertThat(line.findings()).extracting(FindingLine::kind).containsExactly("OVERWRITTEN");
        assertThat(line.completeUntil()).isEqualTo("2026-11-04T14:02:00");
        assertThat(statements.of(key, NOVEMBER).orElseThrow().statement().missing())
                .containsExactly(LOSS.toString());
    }

    /** What nobody read has no numbers, so nobody can show that he has read it; not even whoever says that the day is complete. */
    @Test
    void timeThatAFormerAgentDidNotRead_isForgottenByNobody() {
        known("FORMER004", "Europe/Berlin");
        Finding unread = new Finding(Kind.UNREAD, null, null, null, AT, AT.plusHours(1), Finding.State.OPEN);
        tell(
                "a",
                now,
                REST,
                "FORMER004",
                AT.toString(),
                List.of(unread),
                complete("2026-11-03"),
                incomplete(DAY, unread));
        now = now.plus(Duration.ofDays(20));
        tell(
                "b",
                now,
                ALL,
                "FORMER004",
                UNTIL,
                List.of(),
                complete("2026-11-03"),
                complete(DAY),
                complete("2026-11-05"));

        DeviceLine line = of("FORMER004", NOVEMBER);

        assertThat(day(line, DAY).verdict()).isEqualTo("INCOMPLETE");
        assertThat(line.findings()).extracting(FindingLine::kind).containsExactly("UNREAD");
        assertThat(line.completeUntil()).isEqualTo("2026-11-04T14:02:00");
    }

    /** A person accepted what is lost; then it holds nothing back, also once the computer is replaced, and its day is never complete. */
    @Test
    void lossThatWasAccepted_holdsNothingBack() {
        known("FORMER005", "Europe/Berlin");
        Finding accepted = LOSS.as(Finding.State.ACCEPTED);
        tell("a", now, REST, "FORMER005", UNTIL, List.of(accepted), complete("2026-11-03"), incomplete(DAY, accepted));
        now = now.plus(Duration.ofDays(20));
        tell("b", now, List.of(new SerialSpan(10, 100)), "FORMER005", UNTIL, List.of(), complete("2026-11-05"));

        DeviceLine line = of("FORMER005", NOVEMBER);
        assertThat(day(line, DAY).verdict()).isEqualTo("INCOMPLETE");
        assertThat(day(line, DAY).isAccepted()).isTrue();
        assertThat(day(line, "2026-11-05").verdict()).isEqualTo("COMPLETE");
        assertThat(line.completeUntil()).isEqualTo("2026-11-06T00:00:00");
        assertThat(line.acceptedLosses()).isEqualTo(1);
        assertThat(line.findingTexts()).containsExactly(accepted.toString());
    }

    /** The new computer has the day from the device, and nothing says that there was more. */
    @Test
    void lossThatWasAccepted_isNotForgotten_whereAnotherAgentFindsTheDayComplete() {
        known("FORMER006", "Europe/Berlin");
        Finding accepted = LOSS.as(Finding.State.ACCEPTED);
        tell("a", now, REST, "FORMER006", UNTIL, List.of(accepted), complete("2026-11-03"), incomplete(DAY, accepted));
        tell(
                "b",
                now,
                REST,
                "FORMER006",
                UNTIL,
                List.of(),
                complete("2026-11-03"),
                complete(DAY),
                complete("2026-11-05"));
        assertThat(day(of("FORMER006", NOVEMBER), DAY).verdict()).isEqualTo("INCOMPLETE");
        assertThat(day(of("FORMER006", NOVEMBER), DAY).findings()).hasSize(1);
        assertThat(of("FORMER006", NOVEMBER).acceptedLosses()).isEqualTo(1);

        tell("c", now, ALL, "FORMER006", UNTIL, List.of(), complete(DAY));

        assertThat(day(of("FORMER006", NOVEMBER), DAY).verdict())
                .as("one has read it")
                .isEqualTo("COMPLETE");
        assertThat(of("FORMER006", NOVEMBER).acceptedLosses()).isZero();
    }

    @Test
    void acceptedLoss_doesNotHideWhatElseIsMissing_orChangedSince() {
        known("FORMER007", "Europe/Berlin");
        Finding accepted = LOSS.as(Finding.State.ACCEPTED);
        tell("a", now, REST, "FORMER007", UNTIL, List.of(accepted), complete("2026-11-03"), incomplete(DAY, accepted));
        assertThat(of("FORMER007", NOVEMBER).completeUntil()).isEqualTo("2026-11-05T00:00:00");

        tell("a", now, REST, "FORMER007", AT.toString(), List.of(accepted), incomplete(DAY, accepted, WAITING));

        DeviceLine line = of("FORMER007", NOVEMBER);
        assertThat(line.completeUntil()).isEqualTo("2026-11-04T14:02:00");
        assertThat(day(line, DAY).isAccepted()).isFalse();
        assertThat(day(line, DAY).findingTexts()).hasSize(2);
    }

    /** A gap that no day of the former agent tells of holds back as well. */
    @Test
    void lossOfDaysThatWereNotCompared_isForgottenByNobody() {
        known("FORMER003", "Europe/Berlin");
        tell("a", now, REST, "FORMER003", AT.toString(), List.of(LOSS), complete("2026-11-03"));
        now = now.plus(Duration.ofDays(20));
        tell(
                "b",
                now,
                List.of(new SerialSpan(10, 200)),
                "FORMER003",
                UNTIL,
                List.of(),
                complete("2026-11-03"),
                complete(DAY),
                complete("2026-11-05"),
                begun("2026-11-06"));

        DeviceLine line = of("FORMER003", NOVEMBER);
        assertThat(day(line, DAY).verdict()).isEqualTo("INCOMPLETE");
        assertThat(day(line, "2026-11-05").verdict()).isEqualTo("COMPLETE");
        assertThat(line.completeUntil()).isEqualTo("2026-11-04T14:02:00");
        assertThat(line.heldBack()).contains(LOSS.toString());
    }

    /** One agent was off while the ring came round; the other one has read all of it. */
    @ParameterizedTest
    @CsvSource({"READ00001, 0", "READ00002, 20"})
    void lossThatAnotherAgentHasRead_isNone_alsoOnceTheLogWasCleared(String key, int daysLater) {
        known(key, "Europe/Berlin");
        tell("a", now, REST, key, AT.toString(), List.of(LOSS), complete("2026-11-03"), incomplete(DAY, LOSS));
        now = now.plus(Duration.ofDays(daysLater));
        tell("b", now, ALL, key, UNTIL, List.of(), complete("2026-11-03"), complete(DAY), complete("2026-11-05"));

        DeviceLine line = of(key, NOVEMBER);
        assertThat(day(line, DAY).verdict()).isEqualTo("COMPLETE");
        assertThat(line.findings()).isEmpty();
        assertThat(line.completeUntil()).isEqualTo("2026-11-06T00:00:00");

        tell("b", now.plusSeconds(60), List.of(new SerialSpan(1, 3)), key, UNTIL, List.of());
        assertThat(day(of(key, NOVEMBER), DAY).verdict()).isEqualTo("COMPLETE");
    }

    /** Whoever has read it says so of another day only: that is no word on this one. */
    @Test
    void lossThatAnotherAgentHasRead_standsUntilItHasComparedTheDay() {
        known("READ00003", "Europe/Berlin");
        tell("a", now, REST, "READ00003", AT.toString(), List.of(), incomplete(DAY, LOSS));
        tell("b", now, ALL, "READ00003", UNTIL, List.of(), complete("2026-11-05"));

        assertThat(day(of("READ00003", NOVEMBER), DAY).verdict()).isEqualTo("INCOMPLETE");
    }

    @Test
    void findingsOfNoDay_areThoseOfAllAgentsThatAreAlive() {
        known("NODAY0001", "Europe/Berlin");
        tell("a", now, REST, "NODAY0001", null, List.of(STRANGE), complete(DAY));
        now = now.plusSeconds(60);
        tell("b", now, REST, "NODAY0001", UNTIL, List.of(), complete(DAY), complete("2026-11-05"));

        DeviceLine line = of("NODAY0001", NOVEMBER);

        assertThat(line.findings()).extracting(FindingLine::kind).containsExactly("QUARANTINED");
        assertThat(line.completeUntil()).isNull();
        assertThat(line.heldBack()).contains("quarantine");
    }

    @Test
    void completeUntil_isTheLeastOfThoseThatAreAlive() {
        known("LEAST0001", "Europe/Berlin");
        tell("a", now, REST, "LEAST0001", "2026-11-05T01:00:00", List.of(), complete(DAY), begun("2026-11-05"));
        tell("b", now, REST, "LEAST0001", "2026-11-05T03:00:00", List.of(), complete(DAY), begun("2026-11-05"));

        assertThat(of("LEAST0001", NOVEMBER).completeUntil()).isEqualTo("2026-11-05T01:00:00");
    }

    /** A middlebox sends again what it had kept. */
    @Test
    void lateTelling_replacesNothing() {
        known("LATE00001", "Europe/Berlin");
        Instant first = now;
        tell("a", first, REST, "LATE00001", AT.toString(), List.of(), incomplete(DAY, WAITING));
        now = now.plus(Duration.ofDays(1));
        tell("a", now, ALL, "LATE00001", UNTIL, List.of(), complete(DAY), complete("2026-11-05"));

        assertThatThrownBy(
                        () -> tell("a", first, REST, "LATE00001", AT.toString(), List.of(), incomplete(DAY, WAITING)))
                .isInstanceOf(LateTellingException.class)
                .hasMessageContaining("LATE00001")
                .hasMessageContaining(DAY);

        DeviceLine line = of("LATE00001", NOVEMBER);
        assertThat(day(line, DAY).verdict()).isEqualTo("COMPLETE");
        assertThat(line.checkedAt()).isEqualTo(now.toString());
        assertThat(line.completeUntil()).isEqualTo("2026-11-06T00:00:00");
    }

    /** As an agent does that tells again of a terminal which it does not meet any more. */
    @Test
    void earlierTelling_isTakenWhereItReplacesNothing() {
        known("LATE00002", "Europe/Berlin");
        tell("a", now, REST, "LATE00002", UNTIL, List.of(), complete(DAY));

        tell("a", now.minusSeconds(60), REST, "LATE00002", null, List.of(), complete(DAY), complete("2026-11-05"));

        DeviceLine line = of("LATE00002", NOVEMBER);
        assertThat(day(line, "2026-11-05").verdict()).isEqualTo("COMPLETE");
        assertThat(line.checkedAt()).isEqualTo(now.toString());
    }

    /** What a clock told that was a year ahead is no older than when it came. */
    @Test
    void agentWhoseClockWasAhead_isHeardAgainOnceItIsRight() {
        known("AHEAD0101", "Europe/Berlin");
        tell("a", now.plus(Duration.ofDays(365)), REST, "AHEAD0101", UNTIL, List.of(), complete(DAY));
        now = now.plus(Duration.ofDays(1));
        tell("a", now, REST, "AHEAD0101", AT.toString(), List.of(), incomplete(DAY, WAITING));
        tell("b", now, REST, "AHEAD0101", UNTIL, List.of(), complete(DAY));

        assertThat(day(of("AHEAD0101", NOVEMBER), DAY).verdict()).isEqualTo("INCOMPLETE");
    }

    private static ProofMessage.Day incomplete(String day, Finding... findings) {
        return proof(day, TallySum.ZERO, true, List.of(findings));
    }

    private static ProofMessage.Day notAsked(String day) {
        Count nothing = new Count(null, 0, TallySum.ZERO.hash());
        return new ProofMessage.Day(day, "NOT_ASKED", null, 0, nothing, nothing, true, true, List.of());
    }
}
