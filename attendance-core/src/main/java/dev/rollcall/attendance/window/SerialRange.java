package dev.rollcall.attendance.window;

/**
 * A closed range of serial numbers, as terminals take it: both ends belong to it. Never empty.
 *
 * @param first its lowest number, 1 and up
 * @param last  its highest number, at most {@link #HIGHEST}
 */
public record SerialRange(long first, long last) {

    /** The highest number that terminals accept in a search; 4,294,967,295 was refused where this was taken. */
    public static final long HIGHEST = 3_000_000_000L;

    public SerialRange {
        if (first < 1 || last < first || last > HIGHEST) {
            throw new IllegalArgumentException(
                    "serial range must lie within 1 and " + HIGHEST + " and not be empty: " + first + " to " + last);
        }
    }

    /** Tells whether a serial number lies inside. */
    public boolean contains(long serialNo) {
        return serialNo >= first && serialNo <= last;
    }

    /** Returns how many numbers it has. */
    public long size() {
        return last - first + 1;
    }
}
