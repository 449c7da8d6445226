package dev.rollcall.simulator;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a person can identify himself with beside his first card. Templates and pictures are only counted. Immutable.
 *
 * @param moreCards further card numbers; a person may have five in all (garden-gate's notes)
 * @param fingerprints how many fingers are enrolled
 * @param faces how many faces are enrolled, 0 or 1
 * @param pin the password typed at the terminal, never printed; null if there is none
 */
public record Credentials(
        List<String> moreCards,
        int fingerprints,
        int faces,
        @Nullable String pin) {

    /** Nothing. */
    public static final Credentials NONE = new Credentials(List.of(), 0, 0, null);

    public Credentials {
        moreCards = List.copyOf(moreCards);
    }

    /** So many fingers and faces, no further card, no PIN. */
    public static Credentials of(int fingerprints, int faces) {
        return new Credentials(List.of(), fingerprints, faces, null);
    }

    @Override
    public String toString() {
        return "Credentials[" + moreCards.size() + " more cards, " + fingerprints + " fingerprints, " + faces
                + " faces, " + (pin == null ? "no PIN" : "a PIN") + "]";
    }
}
