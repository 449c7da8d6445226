package dev.rollcall.attendance.hikvision;

import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.RawRecord;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** What became of one record: exactly one of these, so that read = translated + ignored + untranslatable. */
public sealed interface Translation {

    /** It is a fact. */
    record Translated(Observation observation) implements Translation {}

    /**
     * It is understood and is no fact of a terminal's log: a heartbeat or a foreign event type.
     *
     * @param reason why, in one clause
     */
    record Ignored(String reason, RawRecord raw) implements Translation {}

    /**
     * It cannot be read as a fact; it belongs in quarantine with its bytes, to be read again after an upgrade.
     *
     * @param reason    what is missing or wrong, naming the field
     * @param serialNo  its place in the terminal's log, as far as that can be made out; null if it cannot
     * @param wallClock when it was, by the terminal's clock; null if that cannot be made out
     */
    record Untranslatable(
            String reason,
            RawRecord raw,
            @Nullable Long serialNo,
            @Nullable LocalDateTime wallClock) implements Translation {}
}
