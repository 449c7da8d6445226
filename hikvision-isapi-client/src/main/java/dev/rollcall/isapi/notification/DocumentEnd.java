package dev.rollcall.isapi.notification;

/**
 * Sees where a JSON or XML document ends while its bytes arrive, so that an event is delivered at once and not when the next one
 * begins. Understands just enough: strings in JSON; tags, comments, CDATA and instructions in XML. One document, one thread.
 */
final class DocumentEnd {

    private static final String CDATA = "![CDATA[";
    private static final int OUTSIDE = 0;
    private static final int STRING = 1;
    private static final int ESCAPE = 2;
    private static final int TAG = 3;
    private static final int ASIDE = 4;

    private boolean xml;
    private boolean begun;
    private boolean document;
    private int state = OUTSIDE;
    private int depth;
    private final StringBuilder tag = new StringBuilder();
    private char quote;
    private int last;

    /** Whether what came so far begins like a document, or is blank. */
    boolean isDocument() {
        return !begun || document;
    }

    /** Takes the next byte; true if the document is complete with it. */
    boolean feed(int next) {
        if (!begun) {
            if (next <= ' ' || next == 0xEF || next == 0xBB || next == 0xBF) {
                return false;
            }
            begun = true;
            xml = next == '<';
            document = xml || next == '{' || next == '[';
        }
        if (!document) {
            return false;
        }
        boolean complete = xml ? feedXml((char) next) : feedJson(next);
        last = next;
        return complete;
    }

    private boolean feedJson(int next) {
        switch (state) {
            case ESCAPE -> state = STRING;
            case STRING -> {
                if (next == '\\') {
                    state = ESCAPE;
                } else if (next == '"') {
                    state = OUTSIDE;
                }
            }
            default -> {
                if (next == '"') {
                    state = STRING;
                } else if (next == '{' || next == '[') {
                    depth++;
                } else if (next == '}' || next == ']') {
                    depth--;
                    return depth <= 0;
                }
            }
        }
        return false;
    }

    private boolean feedXml(char next) {
        return switch (state) {
            case TAG -> inTag(next);
            case ASIDE -> inAside(next);
            default -> {
                if (next == '<') {
                    state = TAG;
                    tag.setLength(0);
                    quote = 0;
                }
                yield false;
            }
        };
    }

    private boolean inTag(char next) {
        if (quote != 0) {
            quote = next == quote ? 0 : quote;
            return false;
        }
        if (next == '>') {
            state = OUTSIDE;
            return closeTag();
        }
        if ((next == '"' || next == '\'') && tag.length() > 0 && tag.charAt(0) != '?' && tag.charAt(0) != '!') {
            quote = next;
        }
        if (tag.length() < CDATA.length()) {
            String opening = tag.append(next).toString();
            if (opening.equals("!--") || opening.equals(CDATA)) {
                state = ASIDE;
            }
        }
        return false;
    }

    private boolean closeTag() {
        char first = tag.length() == 0 ? ' ' : tag.charAt(0);
        if (first == '?' || first == '!') {
            return false;
        }
        if (first == '/') {
            depth--;
            return depth <= 0;
        }
        if (last == '/') {
            return depth <= 0;
        }
        depth++;
        return false;
    }

    /** In a comment or CDATA section: looks for its own end. */
    private boolean inAside(char next) {
        char end = tag.charAt(1) == '-' ? '-' : ']';
        if (next == '>' && quote >= 2) {
            state = OUTSIDE;
            quote = 0;
        } else {
            quote = next == end ? (char) Math.min(2, quote + 1) : 0;
        }
        return false;
    }
}
