package dev.rollcall.attendance.identity;

import java.util.regex.Pattern;

/**
 * A short hash over what an event says (wall clock, major, minor, person), to compare versions of one event.
 *
 * @param hex 32 lower-case hexadecimal digits
 */
public record ContentDigest(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public ContentDigest {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("content digest '" + hex + "' is not 32 lower-case hexadecimal digits");
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
