package dev.rollcall.attendance.window;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A time of a device's clock of which nobody can say what was logged: the log was cleared, or came round, before it was read. Where
 * records are numbered and the log is the same, {@link SerialGap} says more.
 *
 * @param notBefore the wall clock of the last event known of the log as it was
 * @param notAfter  the wall clock of the first event that it showed afterwards; null if it shows none yet
 * @param noticedAt when that was noticed, by our clock
 */
public record LostTime(LocalDateTime notBefore, @Nullable LocalDateTime notAfter, Instant noticedAt) {

    /** What a sweep has shown of a log. */
    public sealed interface Sight permits Held, Begun, Nothing {}

    /** It holds what it held at the sweep before, or what it no longer holds is told by its numbers. */
    public record Held() implements Sight {}

    /**
     * It holds nothing of what it held.
     *
     * @param known the wall clock of the last event that is known of it as it was
     * @param first the wall clock of the first event that it shows
     */
    public record Begun(LocalDateTime known, LocalDateTime first) implements Sight {}

    /**
     * It shows nothing at all. That may be no answer: the next sweep tells.
     *
     * @param known the wall clock of the last event that is known of it
     */
    public record Nothing(LocalDateTime known) implements Sight {}

    /** Tells whether the log has shown nothing since, so that it may have lost more. */
    public boolean isOpen() {
        return notAfter == null;
    }

    /** Tells whether an event of a wall clock may have been lost in it. */
    public boolean covers(LocalDateTime wallClock) {
        return !wallClock.isBefore(notBefore) && (notAfter == null || !wallClock.isAfter(notAfter));
    }

    /** Returns what is lost of a log after a sweep of it, the earliest first as far as it was. */
    public static List<LostTime> after(List<LostTime> before, Sight sight, Instant now) {
        List<LostTime> times = new ArrayList<>(before);
        LostTime open = before.stream().filter(LostTime::isOpen).findFirst().orElse(null);
        if (sight instanceof Nothing nothing) {
            if (open == null) {
                times.add(new LostTime(nothing.known(), null, now));
            }
            return List.copyOf(times);
        }
        times.remove(open);
        if (sight instanceof Begun begun) {
            LocalDateTime known = open == null ? begun.known() : open.notBefore();
            enter(times, between(known, begun.first(), now));
        }
        return List.copyOf(times);
    }

    /** What is noticed again, because nobody could write down the first time that it was read, is one. */
    private static void enter(List<LostTime> times, LostTime found) {
        boolean isKnown = times.stream()
                .anyMatch(time ->
                        time.notBefore.equals(found.notBefore) && Objects.equals(time.notAfter, found.notAfter));
        if (!isKnown) {
            times.removeIf(time -> time.notBefore.equals(found.notBefore));
            times.add(found);
        }
    }

    /** A clock that was set back shows what came later as earlier. */
    private static LostTime between(LocalDateTime a, LocalDateTime b, Instant now) {
        return a.isAfter(b) ? new LostTime(b, a, now) : new LostTime(a, b, now);
    }
}
