package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Ends the reading of a body with more values than any device has a reason to send. Jackson has such a bound only from 2.18, and this
 * library runs on 2.15.
 */
final class CountedTokens extends JsonParserDelegate {

    private int left;

    CountedTokens(JsonParser parser, int most) {
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
        // The delegate leaves this to the general way, which counts.
        return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
    }

    private void count() throws IOException {
        if (--left < 0) {
            throw new IOException("too many values in one body");
        }
    }
}
