package dev.rollcall.isapi.internal;

/**
 * One ASCII character of a JSON or XML text, as it may be written there: as it is, escaped with a backslash as JSON allows, also by its
 * number, or as a numbered reference of XML, decimal or hexadecimal. Internal to the module.
 *
 * @param width how many bytes it takes
 * @param cut   whether the bytes end within it
 */
record WrittenCharacter(char value, int width, boolean cut) {

    private static final int LONGEST_REFERENCE = 10;
    private static final int NUMBERED = 6;

    /** The character at a position before the end. */
    static WrittenCharacter at(byte[] source, int at, int end) {
        return switch (source[at]) {
            case '\\' -> escaped(source, at, end);
            case '&' -> reference(source, at, end);
            default -> plain(source, at);
        };
    }

    private static WrittenCharacter plain(byte[] source, int at) {
        return new WrittenCharacter((char) (source[at] & 0xFF), 1, false);
    }

    private static WrittenCharacter escaped(byte[] source, int at, int end) {
        if (at + 1 >= end) {
            return new WrittenCharacter('\\', 1, true);
        }
        return switch (source[at + 1]) {
            case '/' -> new WrittenCharacter('/', 2, false);
            case 'n' -> new WrittenCharacter('\n', 2, false);
            case 'r' -> new WrittenCharacter('\r', 2, false);
            case 't' -> new WrittenCharacter('\t', 2, false);
            case 'u' -> numbered(source, at, end);
            default -> plain(source, at);
        };
    }

    private static WrittenCharacter numbered(byte[] source, int at, int end) {
        int stop = Math.min(end, at + NUMBERED);
        int value = number(source, at + 2, stop, 16);
        if (value < 0) {
            return plain(source, at);
        }
        return new WrittenCharacter((char) value, stop - at, stop - at < NUMBERED);
    }

    private static WrittenCharacter reference(byte[] source, int at, int end) {
        int stop = at + 1;
        while (stop < end && stop - at < LONGEST_REFERENCE && source[stop] != ';') {
            stop++;
        }
        boolean hash = at + 1 >= end || source[at + 1] == '#';
        boolean hex = at + 2 < end && (source[at + 2] == 'x' || source[at + 2] == 'X');
        int value = hash ? number(source, Math.min(stop, at + (hex ? 3 : 2)), stop, hex ? 16 : 10) : -1;
        if (value < 0 || (stop < end && source[stop] != ';')) {
            return plain(source, at);
        }
        return new WrittenCharacter((char) value, Math.min(end, stop + 1) - at, stop >= end);
    }

    /** Its value; 0 for no digit at all, -1 if another character is among them. */
    private static int number(byte[] source, int start, int end, int radix) {
        int value = 0;
        for (int at = start; at < end; at++) {
            int digit = Character.digit(source[at], radix);
            if (digit < 0) {
                return -1;
            }
            value = Math.min(0xFFFF, value * radix + digit);
        }
        return value;
    }
}
