package dev.rollcall.agent.command;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A command in the table.
 *
 * @param id        its number
 * @param name      the command as it is typed
 * @param order     what is to be done; null if this version does not know it
 * @param askedAt   when it was asked for
 * @param state     how far it is
 * @param progress  how far the work is, by device
 * @param outcome   what it came to; null while it is not done
 * @param heartbeat when whoever carries it out last said so; null if nobody does
 */
public record Asked(
        long id,
        String name,
        @Nullable Order order,
        Instant askedAt,
        State state,
        List<DeviceProgress> progress,
        @Nullable Outcome outcome,
        @Nullable Instant heartbeat) {

    public Asked {
        progress = List.copyOf(progress);
    }

    /** How far a command is. */
    public enum State {
        /** Nobody has begun it. */
        ASKED,
        /** The daemon carries it out. */
        RUNNING,
        /** It is carried out; its exit code says how it ended. */
        DONE,
        /** It could not be carried out to its end. */
        FAILED,
        /** Whoever asked for it does not want it any more, or has done it himself. */
        WITHDRAWN
    }
}
