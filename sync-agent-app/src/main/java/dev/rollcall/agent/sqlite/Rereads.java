package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.window.Checkpoint;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Remembers which devices are to be read again from their beginning, inside a transaction of the caller. */
final class Rereads {

    private Rereads() {}

    /**
     * Asks for a device to be read again. A pass that has begun already does not count.
     *
     * @param device its key; null for all devices
     */
    static void ask(Session session, @Nullable String device, String reason, Instant now) throws SQLException {
        Statements.update(session, """
                insert or replace into reread (device, after_pass, reason, asked_at)
                  select key, (select coalesce(max(seq), 0) from pass), ?1, ?2 from device where ?3 is null or key = ?3""", reason, now, device);
    }

    /** Returns the checkpoint to go on from: where a device is to be read again, one that says so. */
    static @Nullable Checkpoint goOnFrom(Session session, DeviceKey device) throws SQLException {
        Checkpoint known = Checkpoints.read(session, device);
        if (known == null || !isAsked(session, device)) {
            return known;
        }
        return known.isFirstPassUnderWay() ? null : known.toBeReadAgain();
    }

    /** Notes the end of a pass without a problem: if it was a sweep that began later than the asking, that is done. */
    static void passed(Session session, long pass, DeviceKey device, Checkpoint reached) throws SQLException {
        if (!isAsked(session, device)) {
            return;
        }
        Checkpoint before = Checkpoints.isSound(session, device) ? Checkpoints.read(session, device) : null;
        boolean swept = reached.lastSweep() != null
                && !Objects.equals(reached.lastSweep(), before == null ? null : before.lastSweep());
        if (swept) {
            Statements.update(session, "delete from reread where device = ? and after_pass < ?", device.value(), pass);
        }
    }

    private static boolean isAsked(Session session, DeviceKey device) throws SQLException {
        return Statements.count(session, "select count(*) from reread where device = ?", device.value()) > 0;
    }
}
