package dev.rollcall.attendance.exchange;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.exchange.ProofMessage.FindingMessage;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.TallySum;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns proofs into messages and back. */
public final class ProofMessages {

    /** How many findings of a day are told; more of them are no more use. */
    public static final int FINDINGS_TOLD = 100;

    private ProofMessages() {}

    /** Returns the message of a day. */
    public static ProofMessage.Day toMessage(DayProof day) {
        return new ProofMessage.Day(
                day.day().toString(),
                day.device().how().name(),
                day.device().events(),
                day.journal(),
                count(day.sent()),
                count(day.receiver()),
                day.compared(),
                day.over(),
                toMessages(day.findings()),
                leftOut(day.findings(), day.leftOut()));
    }

    /** Returns the messages of findings, what is open first and then what is lost all the same, no more than {@link #FINDINGS_TOLD}. */
    public static List<FindingMessage> toMessages(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing((Finding finding) -> finding.blocks())
                        .thenComparing(finding -> finding.isMissing())
                        .reversed())
                .limit(FINDINGS_TOLD)
                .map(finding -> new FindingMessage(
                        finding.kind().name(),
                        finding.id() == null ? null : finding.id().hex(),
                        finding.serialNo(),
                        finding.lastSerial(),
                        text(finding.wallClock()),
                        text(finding.notAfter()),
                        finding.state().name()))
                .toList();
    }

    /**
     * Returns how many findings the messages of these leave out; null for none.
     *
     * @param others how many more there are
     */
    public static @Nullable Long leftOut(List<Finding> findings, long others) {
        long left = Math.max(0, findings.size() - FINDINGS_TOLD) + others;
        return left == 0 ? null : left;
    }

    /** Returns a number of findings that were left out, as it was told. */
    public static long leftOut(@Nullable Long told) {
        return told == null ? 0 : Math.max(0, told);
    }

    /**
     * Returns the day of a message.
     *
     * @throws RuntimeException of the kinds that parsing throws ({@code IllegalArgumentException}, {@code DateTimeException}, {@code
     *     NullPointerException}) if a field cannot be read
     */
    public static DayProof toDay(ProofMessage.Day message) {
        return new DayProof(
                LocalDate.parse(message.day()),
                new DeviceSays(DeviceSays.How.valueOf(message.how()), message.device()),
                message.journal(),
                sum(message.sent()),
                sum(message.receiver()),
                message.compared(),
                message.over(),
                toFindings(message.findings()),
                leftOut(message.leftOut()));
    }

    /** Returns the findings of messages, with the same exceptions. */
    public static List<Finding> toFindings(List<FindingMessage> messages) {
        return messages.stream().map(ProofMessages::finding).toList();
    }

    /** Returns the message of a sum at a place. */
    public static TalliesMessage.Count count(@Nullable String at, TallySum sum) {
        return new TalliesMessage.Count(at, sum.events(), sum.hash());
    }

    private static TalliesMessage.Count count(TallySum sum) {
        return count(null, sum);
    }

    private static TallySum sum(TalliesMessage.Count count) {
        return new TallySum(count.events(), count.hash());
    }

    private static Finding finding(FindingMessage message) {
        return new Finding(
                Finding.Kind.valueOf(message.kind()),
                message.id() == null ? null : EventId.of(message.id()),
                message.serialNo(),
                message.lastSerial(),
                time(message.wallClock()),
                time(message.notAfter()),
                Finding.State.valueOf(message.state()));
    }

    private static @Nullable String text(@Nullable LocalDateTime wallClock) {
        return wallClock == null ? null : IsoText.of(wallClock);
    }

    private static @Nullable LocalDateTime time(@Nullable String wallClock) {
        return wallClock == null ? null : LocalDateTime.parse(wallClock);
    }
}
