package dev.rollcall.attendance.identity;

import dev.rollcall.attendance.event.EventId;

/**
 * A short hash over what an event says (wall clock, major, minor, person), to compare versions of one event.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record ContentDigest(String hex) {

    public ContentDigest {
        if (!EventId.isForm(hex)) {
            throw new IllegalArgumentException("content digest '" + hex + "' is not 32 lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
