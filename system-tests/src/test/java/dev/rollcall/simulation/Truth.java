package dev.rollcall.simulation;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What really happened at the devices, and the tag by which it is found again in whatever bytes a device makes of it. */
final class Truth {

    private static final String TAG = "\"verifyNo\":";

    private final List<Happening> happenings = new ArrayList<>();

    /** One event that a device logged, or that somebody forged. */
    static final class Happening {

        final int tag;
        final String device;
        final int epoch;
        final long serial;
        final long at;
        final int major;
        final int minor;
        final String person;
        final boolean forged;
        final boolean readable;
        final boolean clockRight;
        final Set<LocalDateTime> printed = new HashSet<>();
        LocalDateTime firstPrinted;
        boolean late;
        boolean ahead;
        boolean inLog;
        Loss lostBy;
        long goneAt = Long.MAX_VALUE;

        private Happening(
                int tag,
                String device,
                int epoch,
                long serial,
                long at,
                Kind kind,
                String person,
                boolean forged,
                boolean readable,
                boolean clockRight) {
            this.tag = tag;
            this.device = device;
            this.epoch = epoch;
            this.serial = serial;
            this.at = at;
            this.major = kind.major;
            this.minor = kind.minor;
            this.person = person;
            this.forged = forged;
            this.readable = readable;
            this.clockRight = clockRight;
        }

        /** Tells whether it is for the receiver, by the fault model's own words: people, clocks, power and resets. */
        boolean travels() {
            return person != null || major == 2 || (major == 3 && minor == 1029);
        }

        @Override
        public String toString() {
            return "event " + tag + " of " + device + " (log " + epoch + ", serial " + serial + ", " + major + "/"
                    + minor + ", first printed " + firstPrinted + ")";
        }
    }

    /** How a device came to hold something no longer. */
    enum Loss {
        OVERWRITTEN,
        DELETED,
        CLEARED,
        PUT_BACK
    }

    /** What sort of event. */
    enum Kind {
        FACE(5, 75, true),
        CARD(5, 1, true),
        REFUSED(5, 9, true),
        DOOR(5, 21, false),
        LOGIN(3, 112, false),
        CLOCK_SET(3, 1029, false),
        POWER_ON(2, 1024, false);

        final int major;
        final int minor;
        final boolean namesSomebody;

        Kind(int major, int minor, boolean namesSomebody) {
            this.major = major;
            this.minor = minor;
            this.namesSomebody = namesSomebody;
        }
    }

    Happening add(
            String device,
            int epoch,
            long serial,
            long at,
            Kind kind,
            String person,
            boolean readable,
            boolean clockRight) {
        Happening event =
                new Happening(happenings.size(), device, epoch, serial, at, kind, person, false, readable, clockRight);
        happenings.add(event);
        return event;
    }

    Happening forge(String device, long serial, long at, String person) {
        Happening event = new Happening(happenings.size(), device, 0, serial, at, Kind.FACE, person, true, true, false);
        happenings.add(event);
        return event;
    }

    Happening of(int tag) {
        return happenings.get(tag);
    }

    List<Happening> all() {
        return happenings;
    }

    /** Returns the tag in the bytes of a record; -1 if there is none. */
    static int tagIn(String raw) {
        int start = raw.indexOf(TAG);
        if (start < 0) {
            return -1;
        }
        int tag = 0;
        int at = start + TAG.length();
        for (; at < raw.length() && Character.isDigit(raw.charAt(at)); at++) {
            tag = 10 * tag + raw.charAt(at) - '0';
        }
        return tag;
    }
}
