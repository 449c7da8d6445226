package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.exchange.HeartbeatMessage.SerialSpan;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.window.SerialRange;
import dev.rollcall.attendance.window.SerialSet;
import dev.rollcall.receiver.store.ProofShelf.Told;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one agent told of a device last, its days aside.
 *
 * @param agent      which
 * @param checkedAt  when it compared, by its own clock
 * @param receivedAt when it told
 * @param at         when it found that: not later than it told
 * @param until      the device's wall clock before which nothing can be missing; null if there is none
 * @param covered    the serial numbers of the device's present log that its journal has
 * @param read       all that it ever told to have read
 * @param findings   what is of no day
 * @param leftOut    how many more of them there were
 */
record Teller(
        String agent,
        Instant checkedAt,
        Instant receivedAt,
        Instant at,
        @Nullable LocalDateTime until,
        List<SerialSpan> covered,
        SerialSet read,
        List<Finding> findings,
        long leftOut) {

    private static final int MOST_SPANS = 1_000;

    /** What the device itself has no more, so that no later journal can find out that it is missing. */
    private static final Set<Finding.Kind> FOR_GOOD = Set.of(Finding.Kind.OVERWRITTEN, Finding.Kind.UNREAD);

    /** What is known of a teller of which nothing can be read. */
    static Teller unread(Told told) {
        return new Teller(
                told.agent(),
                told.checkedAt(),
                told.receivedAt(),
                told.at(),
                null,
                List.of(),
                SerialSet.EMPTY,
                List.of(),
                0);
    }

    /** Returns what an agent told; nothing if that cannot be read, as if it had not told. */
    static Optional<Teller> of(Told told, ProofJson json) {
        return json.readStored(told.told(), KeptHead.class).flatMap(head -> understood(told, head));
    }

    private static Optional<Teller> understood(Told told, KeptHead head) {
        try {
            String until = head.completeUntil();
            List<SerialSpan> covered = whole(head.covered());
            return Optional.of(new Teller(
                    told.agent(),
                    told.checkedAt(),
                    told.receivedAt(),
                    told.at(),
                    until == null ? null : Fields.read("completeUntil", () -> LocalDateTime.parse(until)),
                    covered,
                    serials(covered).plus(serials(whole(head.read()))),
                    Fields.read(
                            "findings",
                            () -> ProofMessages.toFindings(Objects.requireNonNullElse(head.findings(), List.of()))),
                    ProofMessages.leftOut(head.leftOut())));
        } catch (WrongFieldException unreadable) {
            return Optional.empty();
        }
    }

    private static List<SerialSpan> whole(@Nullable List<SerialSpan> spans) {
        return Stream.ofNullable(spans)
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns the numbers of spans; what no terminal can have numbered is none. */
    static SerialSet serials(List<SerialSpan> spans) {
        return SerialSet.ofRanges(spans.stream()
                .filter(span -> span.first() >= 1 && span.first() <= span.last() && span.last() <= SerialRange.HIGHEST)
                .map(span -> new SerialRange(span.first(), span.last()))
                .toList());
    }

    /** Returns the spans of numbers, the highest ones if there are very many. */
    static List<SerialSpan> spans(SerialSet serials) {
        List<SerialRange> ranges = serials.ranges();
        return ranges.subList(Math.max(0, ranges.size() - MOST_SPANS), ranges.size()).stream()
                .map(range -> new SerialSpan(range.first(), range.last()))
                .toList();
    }

    /** Tells whether something is missing that no later journal can find out, also if a person has accepted that. */
    static boolean isForGood(Finding finding) {
        return finding.isMissing() && FOR_GOOD.contains(finding.kind());
    }

    /** Tells whether this agent has read all that somebody else says is not there any more, or not there. */
    boolean hasRead(Finding finding) {
        boolean isOfSerials = isForGood(finding) || finding.kind() == Finding.Kind.GAP;
        Long first = finding.serialNo();
        if (!isOfSerials || first == null) {
            return false;
        }
        Long last = finding.lastSerial();
        return serials(List.of(new SerialSpan(first, last == null ? first : last)))
                .minus(read)
                .isEmpty();
    }
}
