package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.LostTime.Sight;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a log was cleared or came round before it was read, where numbers do not tell: a log that still holds the latest record of
 * what was known before holds everything since. Asked at the end of a pass, and before that is written down.
 */
final class LossWatch {

    private final Journal journal;
    private final DeviceKey device;

    LossWatch(Journal journal, DeviceKey device) {
        this.journal = journal;
        this.device = device;
    }

    /**
     * A log began anew.
     *
     * @param last    the last event known of the log before it
     * @param first   the first event of the new one
     * @param highest the highest number that the new one has given
     * @param read    what the device's clock showed when it was read
     */
    void begunAnew(LocalDateTime last, LocalDateTime first, long highest, LocalDateTime read, Instant now) {
        // A log that was put back from a backup shows what was known: it, and one between, lost what is after that.
        boolean isNext = first.isAfter(last) && !journal.showedAnotherLog(device, first, highest);
        settle(new LostTime.Begun(last, isNext ? first : read), now);
    }

    /**
     * What a pass has shown.
     *
     * @param earliest the earliest plausible wall clock; null if there was none
     * @param empty    whether there was nothing at all
     * @param whole    whether it was everything that the device holds
     * @param numbered whether what was lost since the last pass is told by its numbers
     * @param told     whether what was lost since the first record known is
     */
    record Shown(@Nullable LocalDateTime earliest, boolean empty, boolean whole, boolean numbered, boolean told) {

        private boolean reaches(LocalDateTime time) {
            return earliest != null && !earliest.isAfter(time);
        }
    }

    /**
     * A pass has read.
     *
     * @param holds asks whether the device holds anything up to a wall clock
     */
    void read(Shown shown, Predicate<LocalDateTime> holds, Instant now) {
        Sight sight = sight(shown, holds);
        if (sight != null) {
            settle(sight, now);
        }
    }

    /**
     * Tells whether what a pass has shown of a part leaves open whether the device still holds what was known: another offset may print it
     * later now, which reading everything tells.
     */
    boolean needsAll(Shown shown, Predicate<LocalDateTime> holds) {
        Sight sight = sight(shown, holds);
        return !shown.whole() && sight != null && !(sight instanceof LostTime.Held);
    }

    /** It turns out that a device holds nothing of what was read. */
    void nothingLeft(LocalDateTime latest, Instant now) {
        settle(new LostTime.Nothing(proved(latest)), now);
    }

    private @Nullable Sight sight(Shown shown, Predicate<LocalDateTime> holds) {
        if (!shown.whole() && (shown.numbered() || isOfNewLog())) {
            return null;
        }
        LocalDateTime latest = journal.latestRead(device, null);
        if (latest != null) {
            return sight(shown, latest, holds);
        }
        return shown.told() ? null : ofBrokenPasses(shown, holds);
    }

    /** Only passes that broke off have read anything: a log that does not hold the first of it may have lost what they did not reach. */
    private @Nullable Sight ofBrokenPasses(Shown shown, Predicate<LocalDateTime> holds) {
        LocalDateTime first = journal.earliestRead(device);
        if (first == null) {
            return null;
        }
        LocalDateTime before = journal.latestPrint(device, first);
        if (shown.reaches(before) || (!shown.whole() && holds.test(before))) {
            return new LostTime.Held();
        }
        if (shown.empty()) {
            return new LostTime.Nothing(first);
        }
        return shown.earliest() == null ? null : new LostTime.Begun(first, shown.earliest());
    }

    private @Nullable Sight sight(Shown shown, LocalDateTime latest, Predicate<LocalDateTime> holds) {
        LocalDateTime earliest = shown.earliest();
        LocalDateTime doubtful = doubtful();
        // Of a log that is doubtful already, what began anew may have been read before anybody noticed.
        boolean isTold = shown.numbered() && !shown.empty() && doubtful == null;
        LocalDateTime before = doubtful == null ? latest : journal.latestPrint(device, doubtful);
        if (isTold || shown.reaches(before) || (!shown.whole() && holds.test(before))) {
            return new LostTime.Held();
        }
        if (shown.empty()) {
            return new LostTime.Nothing(proved(latest));
        }
        // A clock that has lost its time says nothing about what was before.
        return earliest == null
                ? null
                : new LostTime.Begun(
                        proved(Objects.requireNonNullElse(journal.latestRead(device, earliest), latest)), earliest);
    }

    /** Tells whether the log began anew and it is open yet what the one before it lost: that the new one holds old records says nothing. */
    boolean isOfNewLog() {
        LocalDateTime doubtful = doubtful();
        return doubtful != null && doubtful.equals(journal.beganAfter(device));
    }

    /** Returns from when on it is open what a log may have lost; null if it is not. */
    @Nullable LocalDateTime doubtful() {
        return journal.lostTimes(device).stream()
                .filter(LostTime::isOpen)
                .map(LostTime::notBefore)
                .findFirst()
                .orElse(null);
    }

    /** What passes read that broke off may have a hole before it: by number, all is read up to where the last whole pass came. */
    private LocalDateTime proved(LocalDateTime latest) {
        Checkpoint checkpoint = journal.checkpoint(device);
        Anchor newest = checkpoint == null ? null : checkpoint.newest();
        return newest != null && newest.wallClock().isBefore(latest) ? newest.wallClock() : latest;
    }

    private void settle(Sight sight, Instant now) {
        List<LostTime> before = journal.lostTimes(device);
        List<LostTime> after = LostTime.after(before, sight, now);
        if (!after.equals(before)) {
            journal.keepLostTimes(device, after);
        }
    }
}
