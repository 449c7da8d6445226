package dev.rollcall.receiver.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/** Reads texts as always, but none that is too long to be what its field is for. Raw records are as long as they are. */
final class BoundedText extends StdScalarDeserializer<String> {

    private static final String RAW = "raw";

    private final int longest;

    BoundedText(int longest) {
        super(String.class);
        this.longest = longest;
    }

    @Override
    public @Nullable String deserialize(JsonParser parser, DeserializationContext context) {
        String text = StringDeserializer.instance.deserialize(parser, context);
        if (text != null && text.length() > longest && !RAW.equals(parser.currentName())) {
            return context.reportInputMismatch(this, "the text has more than %d characters", longest);
        }
        return text;
    }
}
