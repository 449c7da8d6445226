package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Ends the reading of a body with more values than any device has a reason to send (Jackson has such a bound only from 2.18, and
 * this library runs on 2.15), and replaces half characters that escapes can smuggle into a text: nothing could write them out again.
 */
final class BoundedTokens extends JsonParserDelegate {

    private int left;

    BoundedTokens(JsonParser parser, int most) {
        super(parser);
        left = most;
    }

    @Override
    public @Nullable JsonToken nextToken() throws IOException {
        count();
        return super.nextToken();
    }

    @Override
    public @Nullable JsonToken nextValue() throws IOException {
        count();
        return super.nextValue();
    }

    @Override
    public @Nullable String nextFieldName() throws IOException {
        return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
    }

    @Override
    public @Nullable String currentName() throws IOException {
        return wholeCharacters(super.currentName());
    }

    @Override
    public @Nullable String getText() throws IOException {
        return wholeCharacters(super.getText());
    }

    private void count() throws IOException {
        if (--left < 0) {
            throw new IOException("too many values in one body");
        }
    }

    private static @Nullable String wholeCharacters(@Nullable String text) {
        if (text == null || text.codePoints().noneMatch(BoundedTokens::isHalf)) {
            return text;
        }
        return text.codePoints()
                .map(c -> isHalf(c) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
