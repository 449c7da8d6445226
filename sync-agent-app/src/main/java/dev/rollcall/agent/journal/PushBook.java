package dev.rollcall.agent.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which terminals were told to post to this agent, and what they posted. Every method is one transaction. Safe from any thread. */
public interface PushBook {

    /** The device name under which posts to unknown addresses are counted. */
    String NOBODY = "";

    /** Notes that a terminal was told to post to this agent. */
    void told(PushTarget target);

    /** Forgets that a terminal was told so. Returns whether it was. */
    boolean forget(String device);

    /** Returns where a terminal was told to post to; null if it was not. */
    @Nullable PushTarget target(String device);

    /**
     * Looks for restarts of the device that answered last at an address among the events journaled since the last look.
     *
     * @param after the newest event row looked at before
     */
    Restarts restartsSince(String address, long after);

    /** Adds to what a terminal has posted. May be undone by a power cut, but not by a killed process. */
    void add(String device, Posts posts);

    /** Returns what each terminal has posted, by its configured name; unknown addresses under {@link #NOBODY}. */
    List<Posted> posted();

    /**
     * Where a terminal was told to post to.
     *
     * @param device      its configured name
     * @param host        the address of this computer it posts to
     * @param chosen      whether the agent found that address itself and may follow it when it changes
     * @param installedAt when a person asked for it
     * @param checkedAt   when its slots were last read; null if not since
     * @param state       what they said
     * @param rearmedAt   when it was last told once more; null if never
     * @param seenEvent   the newest event row looked at for a restart
     */
    record PushTarget(
            String device,
            String host,
            boolean chosen,
            Instant installedAt,
            @Nullable Instant checkedAt,
            State state,
            @Nullable Instant rearmedAt,
            long seenEvent) {

        /** What a terminal's slots say of our address. */
        public enum State {
            /** It has it. */
            HELD,
            /** It has lost it and could not be told again; the next pass tries. */
            LOST,
            /** Its slots hold the addresses of others. */
            TAKEN,
            /** It has no slots, or does not show them. */
            UNSUPPORTED
        }
    }

    /**
     * What was found of restarts.
     *
     * @param any    whether the terminal has restarted
     * @param newest the newest event row there is
     */
    record Restarts(boolean any, long newest) {}

    /**
     * So many posts.
     *
     * @param posts       taken in
     * @param events      events among them
     * @param refused     not taken in
     * @param lastPostAt  when the last one was taken in; null if none was
     * @param lastEventAt when the last one with an event was; null if none was
     */
    record Posts(
            long posts,
            long events,
            long refused,
            @Nullable Instant lastPostAt,
            @Nullable Instant lastEventAt) {

        /** None. */
        public static final Posts NONE = new Posts(0, 0, 0, null, null);
    }

    /** What a terminal has posted since the journal began. */
    record Posted(String device, Posts posts) {}
}
