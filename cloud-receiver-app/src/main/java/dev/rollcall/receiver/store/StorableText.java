package dev.rollcall.receiver.store;

/** What a text column can hold: PostgreSQL takes neither U+0000 nor half a surrogate pair. */
public final class StorableText {

    private static final char REPLACEMENT = '\uFFFD';

    private StorableText() {}

    /** Tells whether a text can be stored as it is. */
    public static boolean isClean(String text) {
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (unit == 0 || Character.isSurrogate(unit)) {
                return text.codePoints().allMatch(StorableText::isStorable);
            }
        }
        return true;
    }

    /** Tells whether a text has half a surrogate pair, which no bytes can say. */
    public static boolean hasHalfAPair(String text) {
        for (int index = 0; index < text.length(); index++) {
            if (Character.isSurrogate(text.charAt(index))) {
                return text.codePoints().anyMatch(StorableText::isHalf);
            }
        }
        return false;
    }

    /** Returns the text with U+FFFD for U+0000 and for halves of surrogate pairs. */
    public static String wellFormed(String text) {
        if (isClean(text)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(point -> isStorable(point) ? point : REPLACEMENT).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isStorable(int point) {
        return point != 0 && !isHalf(point);
    }

    private static boolean isHalf(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
