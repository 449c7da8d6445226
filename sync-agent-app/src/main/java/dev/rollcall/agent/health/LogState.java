package dev.rollcall.agent.health;

import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.attendance.exchange.HeartbeatMessage.GapState;
import dev.rollcall.attendance.exchange.HeartbeatMessage.SerialSpan;
import dev.rollcall.attendance.window.SerialGap;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device's log, as a machine reads it.
 *
 * @param epochs        how many logs the device has had since it was met
 * @param resets        when it was noticed that a log had been begun anew, ISO-8601 UTC, newest first
 * @param completeUntil its wall clock up to which nothing is missing, ISO-8601 local; null if there is none such
 * @param lost          how many of its events were lost before they were read, and nobody has accepted that
 * @param gaps          where: the newest gaps
 * @param acceptedLosses how many losses a person has accepted: {@code completeUntil} may be after them
 * @param covered       the serial numbers the journal has of its present log: the newest ranges
 * @param ringFill      which share of its memory holds unread events, 0 to 1; null if it cannot be told
 * @param capacity      how many events it holds; null if it does not tell
 */
public record LogState(
        int epochs,
        List<String> resets,
        @Nullable String completeUntil,
        long lost,
        List<GapState> gaps,
        int acceptedLosses,
        List<SerialSpan> covered,
        @Nullable Double ringFill,
        @Nullable Long capacity) {

    public LogState {
        resets = List.copyOf(resets);
        gaps = List.copyOf(gaps);
        covered = List.copyOf(covered);
    }

    static LogState of(LogFacts facts, List<Instant> resets) {
        return new LogState(
                facts.epochs(),
                resets.stream().map(Instant::toString).toList(),
                text(facts.completeUntil()),
                facts.lost(),
                facts.gaps().stream().map(LogState::gap).toList(),
                facts.accepted(),
                facts.covered().stream()
                        .map(range -> new SerialSpan(range.first(), range.last()))
                        .toList(),
                facts.ringFill(),
                facts.capacity());
    }

    private static GapState gap(SerialGap gap) {
        return new GapState(
                gap.serials().first(),
                gap.serials().last(),
                text(gap.notBefore()),
                text(gap.notAfter()),
                gap.kind().name(),
                gap.noticedAt().toString());
    }

    private static @Nullable String text(@Nullable LocalDateTime wallClock) {
        return wallClock == null ? null : wallClock.toString();
    }
}
