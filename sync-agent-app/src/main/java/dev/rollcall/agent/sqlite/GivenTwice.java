package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.identity.Reprint;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.LostTime;
import dev.rollcall.attendance.window.SerialSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;

/**
 * Notices a log that began anew by its numbers, inside the transaction that stores a page: a number that its present log has given to one
 * record names another one now. Noted with the page, since the pass may never come to its end, and what it has stored says nothing later.
 */
final class GivenTwice {

    private static final String ANOTHER = """
            select wall_clock from (
              select wall_clock from event where device = ?1 and serial_no = ?2 and confirmed = 1
              union all select wall_clock from pruned where device = ?1 and serial_no = ?2)
            where not exists (select 1 from quarantine where device = ?1 and serial_no = ?2 and %s)""".formatted(QuarantineRows.OF_LOG);

    private final Session session;
    private final List<Observation> logged = new ArrayList<>();

    GivenTwice(Session session) {
        this.session = session;
    }

    /** Takes up a record that the log has shown and that was not known of it before. */
    void add(Observation seen) {
        if (seen.channel().confirms() && seen.event().serialNo() != null) {
            logged.add(seen);
        }
    }

    /** Looks whether any of them has the number of another one; to be called before their numbers are noted as covered. */
    void note(JournalPage page) throws SQLException {
        if (logged.isEmpty()) {
            return;
        }
        DeviceKey device = page.device();
        SerialSet covered = covered(device);
        LocalDateTime other = null;
        LocalDateTime first = null;
        for (Observation seen : logged) {
            LocalDateTime found = covered.contains(serial(seen)) ? another(device, seen) : null;
            if (found != null) {
                other = found;
                first = earlier(first, seen.event().time());
            }
        }
        if (other != null) {
            begin(device, other, first, page.seenAt());
        }
    }

    /** Returns what is covered about the numbers of this page: one question for all of them. */
    private SerialSet covered(DeviceKey device) throws SQLException {
        LongSummaryStatistics numbers =
                logged.stream().mapToLong(GivenTwice::serial).summaryStatistics();
        int epoch = LogRows.epoch(session, device);
        return SerialSet.ofRanges(CoveredRows.near(session, device, epoch, numbers.getMin(), numbers.getMax()));
    }

    private static long serial(Observation seen) {
        Long serial = seen.event().serialNo();
        return serial == null ? 0 : serial;
    }

    /** Returns the latest wall clock of another event with its number; null if there is none. */
    private @Nullable LocalDateTime another(DeviceKey device, Observation seen) throws SQLException {
        LocalDateTime wallClock = seen.event().time().wallClock();
        return Statements.list(session, rows -> rows.getString(1), ANOTHER, device.value(), serial(seen)).stream()
                .map(LocalDateTime::parse)
                .filter(other -> !Reprint.isSame(other, wallClock))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static @Nullable LocalDateTime earlier(@Nullable LocalDateTime first, EventTime time) {
        boolean counts = time.quality() != TimeQuality.IMPLAUSIBLE;
        return counts && (first == null || time.wallClock().isBefore(first)) ? time.wallClock() : first;
    }

    /** What the log before it lost is after what is known of it, and before what is shown of the new one. */
    private void begin(DeviceKey device, LocalDateTime other, @Nullable LocalDateTime first, Instant at)
            throws SQLException {
        Checkpoint checkpoint = Checkpoints.read(session, device);
        Anchor newest = checkpoint == null ? null : checkpoint.newest();
        LocalDateTime last =
                newest != null && (first == null || newest.wallClock().isBefore(first))
                        ? newest.wallClock()
                        : DatedRows.latestRead(session, device, first);
        LocalDateTime known = last == null ? other : last;
        List<LostTime> times = LostTimeRows.all(session, device.value());
        LostTimeRows.keep(session, device, LostTime.after(times, new LostTime.Nothing(known), at));
        LogRows.beginEpoch(session, device, new Anchor(newest == null ? 0 : newest.serialNo(), known), at);
    }
}
