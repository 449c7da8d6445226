package dev.rollcall.agent.journal;

import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a device's log.
 *
 * @param epochs        how many logs it has had since it was met, as the passes noticed; 0 if it was never met
 * @param covered       the serials the journal has of its present log: the newest ranges, lowest first
 * @param gaps          what was lost there before it was read and nobody has accepted: the newest gaps, lowest first within each log
 * @param lost          how many events all such gaps have together
 * @param accepted      how many losses a person has accepted, gaps and times that nobody read
 * @param completeUntil the device's wall clock up to which nothing is missing, never beyond a gap that nobody has accepted; null if there is
 *                      none such
 * @param ringFill      which share of its memory holds unread events, 0 to 1; null if it cannot be told
 * @param capacity      how many events it holds; null if it does not tell
 */
public record LogFacts(
        int epochs,
        List<SerialRange> covered,
        List<SerialGap> gaps,
        long lost,
        int accepted,
        @Nullable LocalDateTime completeUntil,
        @Nullable Double ringFill,
        @Nullable Long capacity) {

    /** Of a device that was never met. */
    public static final LogFacts NONE = new LogFacts(0, List.of(), List.of(), 0, 0, null, null, null);

    /** How many covered ranges are told. */
    public static final int COVERED_TOLD = 20;

    /** How many gaps are told. */
    public static final int GAPS_TOLD = 100;

    public LogFacts {
        covered = List.copyOf(covered);
        gaps = List.copyOf(gaps);
    }

    /**
     * Returns how far a device is read without a gap.
     *
     * @param position the wall clock up to which it is read; null if it never was
     * @param gaps     what is lost of all its logs and nobody has accepted
     * @param lost     the times of which nobody can say what was logged, and that nobody has accepted
     */
    public static @Nullable LocalDateTime completeUntil(
            @Nullable LocalDateTime position, List<SerialGap> gaps, List<LostTime> lost) {
        LocalDateTime until = position;
        for (LostTime time : lost) {
            if (until != null && time.notBefore().isBefore(until)) {
                until = time.notBefore();
            }
        }
        for (SerialGap gap : gaps) {
            LocalDateTime before = gap.notBefore();
            if (before == null || until == null) {
                return null;
            }
            until = before.isBefore(until) ? before : until;
        }
        return until;
    }

    /**
     * Returns how many losses a person has accepted.
     *
     * @param gaps all gaps of all its logs
     */
    public static int accepted(List<SerialGap> gaps, LogLosses losses) {
        long accepted = losses.accepted().ofGaps(gaps).stream()
                        .filter(Judged::isAccepted)
                        .count()
                + losses.accepted().ofTimes(losses.times()).stream()
                        .filter(Judged::isAccepted)
                        .count();
        return Math.toIntExact(accepted);
    }

    /** Returns the last entries of a list. */
    public static <T> List<T> newest(List<T> all, int most) {
        return all.subList(Math.max(0, all.size() - most), all.size());
    }
}
