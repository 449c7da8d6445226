package dev.rollcall.attendance.window;

/**
 * What a pass has proved: of the numbers up to the newest, the device holds none any more that has not been read. Only where
 * events of every class were read, since a log has no holes then.
 *
 * @param oldest the event with the lowest serial that the device showed in the pass
 * @param newest the event with the highest serial up to which this is proved
 * @param whole  whether all that the device holds was read, so that it holds nothing below {@code oldest}
 */
public record LogProof(Anchor oldest, Anchor newest, boolean whole) {

    /** What reading everything has proved. */
    public LogProof(Anchor oldest, Anchor newest) {
        this(oldest, newest, true);
    }

    /** Returns what the same rows prove if only a part was read, from some number on. */
    public LogProof ofPart() {
        return new LogProof(oldest, newest, false);
    }

    /** Returns the proof with one more row; of two rows with one serial the first one stays. */
    LogProof with(Anchor row) {
        return new LogProof(
                row.serialNo() < oldest.serialNo() ? row : oldest,
                row.serialNo() > newest.serialNo() ? row : newest,
                whole);
    }
}
