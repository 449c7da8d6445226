package dev.rollcall.attendance.reconcile;

import dev.rollcall.attendance.event.EventId;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One thing in which device, journal and receiver do not agree, or that keeps them from agreeing.
 *
 * @param kind       what it is
 * @param id         the event's public id; null where it has none, as what was lost unread
 * @param serialNo   its serial number, or the first of several; null if unknown
 * @param lastSerial the last of several; null if it is one
 * @param wallClock  when it was, by the device's clock; of several the earliest it can have been; null if unknown
 * @param notAfter   the latest that it, or the last of several, can have been; null if the time is exact, or unknown
 * @param state      what became of it
 */
public record Finding(
        Kind kind,
        @Nullable EventId id,
        @Nullable Long serialNo,
        @Nullable Long lastSerial,
        @Nullable LocalDateTime wallClock,
        @Nullable LocalDateTime notAfter,
        State state) {

    /** Creates one whose time is known exactly, or not at all. */
    public Finding(
            Kind kind,
            @Nullable EventId id,
            @Nullable Long serialNo,
            @Nullable Long lastSerial,
            @Nullable LocalDateTime wallClock,
            State state) {
        this(kind, id, serialNo, lastSerial, wallClock, null, state);
    }

    /** What can differ. */
    public enum Kind {
        /** The device shows it and the journal did not have it. */
        NOT_IN_JOURNAL("the device shows it, the journal did not have it"),
        /** The journal tells it otherwise than the device. */
        OTHER_IN_JOURNAL("the device shows it otherwise than the journal has it"),
        /** The journal has it and the device, which holds that time, does not show it. */
        ONLY_IN_JOURNAL("the journal has it, the device does not show it"),
        /** The journal's row was not what was written there, or gone. */
        DAMAGED_IN_JOURNAL("its row in the journal was not what was written there"),
        /** It was acknowledged and the receiver does not have it. */
        NOT_IN_RECEIVER("it was acknowledged, and the receiver does not have it"),
        /** The receiver tells it otherwise than the journal. */
        OTHER_IN_RECEIVER("the receiver tells it otherwise than the journal"),
        /** The receiver has it, and neither journal nor device knows it. */
        ONLY_IN_RECEIVER("the receiver has it, and nothing else knows it"),
        /** It waits to be sent. */
        WAITING("it waits to be sent"),
        /** The receiver rejected it, and a person must look at it. */
        BLOCKED("the receiver rejected it"),
        /** A record was not understood and is in the quarantine. */
        QUARANTINED("it was not understood and is in the quarantine"),
        /** The device overwrote it before it was read. */
        OVERWRITTEN("the device overwrote it before it was read"),
        /** The log was cleared or came round before it was read; whether anything was logged then, nobody knows. */
        UNREAD("nobody read what was logged then, if anything was: the log was cleared or came round before"),
        /** Its serial number is missing in what was read; the device has not been asked for it by itself. */
        GAP("its serial number is missing in what was read"),
        /** The device was asked for exactly this number and shows its neighbours, and nothing between them. */
        ABSENT("the device shows its neighbours and no such record");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** Tells whether it is something in which the receiver differs, so that only comparing with the receiver shows it. */
        public boolean isOfReceiver() {
            return this == NOT_IN_RECEIVER || this == OTHER_IN_RECEIVER || this == ONLY_IN_RECEIVER;
        }

        /** Tells whether it is something that the device's log held, or may have held, and that was not read. */
        public boolean isLoss() {
            return this == OVERWRITTEN || this == GAP || this == UNREAD;
        }

        /** Returns what it is, as the end of a sentence. */
        public String words() {
            return words;
        }
    }

    /** What can become of it. */
    public enum State {
        /** It is still so. */
        OPEN,
        /** It was so and is put right. */
        REPAIRED,
        /** It is still so, and a person has said that nothing is to be held back for it. */
        ACCEPTED
    }

    /** Tells whether nothing can be said to be complete while it is so. What is proved absent is no lack. */
    public boolean blocks() {
        return blocks(kind, state);
    }

    /** Tells the same of a finding of which no more is known. */
    public static boolean blocks(Kind kind, State state) {
        return state == State.OPEN && kind != Kind.ABSENT;
    }

    /** Tells whether it is a loss that a person has accepted: it holds nothing back any more, and is missing all the same. */
    public boolean isAcceptedLoss() {
        return isAcceptedLoss(kind, state);
    }

    private static boolean isAcceptedLoss(Kind kind, State state) {
        return state == State.ACCEPTED && kind.isLoss();
    }

    /** Tells whether something is missing, or may be: what blocks, and what is lost, whoever has accepted that. */
    public boolean isMissing() {
        return isMissing(kind, state);
    }

    /** Tells the same of a finding of which no more is known. */
    public static boolean isMissing(Kind kind, State state) {
        return blocks(kind, state) || isAcceptedLoss(kind, state);
    }

    /**
     * Returns the words for findings that a list leaves out.
     *
     * @param leftOut how many more there are
     * @param blocks  whether something may be missing in them: so unless the list, which has what blocks first, ends with what does not
     */
    public static String more(long leftOut, boolean blocks) {
        return "and " + leftOut + " more" + (blocks ? "" : ", none of which holds anything back");
    }

    /** Returns it in another state. */
    public Finding as(State other) {
        return new Finding(kind, id, serialNo, lastSerial, wallClock, notAfter, other);
    }

    /** Returns a sentence for people. It names no person. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (id != null) {
            text.append("event ").append(id).append(' ');
        }
        if (serialNo != null) {
            text.append(lastSerial == null ? "serial " + serialNo : "serials " + serialNo + " to " + lastSerial)
                    .append(' ');
        }
        text.append(time(wallClock, notAfter)).append(": ").append(kind.words());
        return switch (state) {
            case OPEN -> text.toString();
            case REPAIRED -> text.append(repaired()).toString();
            case ACCEPTED -> text.append("; a person has accepted that").toString();
        };
    }

    /** What a device overwrote comes back to nobody; it can only have gone elsewhere before. */
    private String repaired() {
        return kind == Kind.OVERWRITTEN
                ? "; the receiver has it all the same, from a push or from another agent"
                : "; put right";
    }

    private static String time(@Nullable LocalDateTime from, @Nullable LocalDateTime to) {
        if (from == null) {
            return to == null ? "of unknown time" : "of unknown time before " + to;
        }
        if (to == null) {
            return "of " + from;
        }
        boolean several = to.isAfter(from.toLocalDate().plusDays(1).atStartOfDay());
        return "between " + from + " and " + to + (several ? ", of which day is not known" : "");
    }
}
