package dev.rollcall.receiver.web;

import dev.rollcall.receiver.reconcile.ProofJson;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * The JSON of every request and answer, with each choice made here and none left to a default: unknown fields are left out,
 * absent and null are the same, nulls are not written, fields stand in the order of the records.
 */
public final class ExchangeJson implements ProofJson {

    /** The longest text of any field but {@code raw}, in characters. */
    static final int LONGEST_TEXT = 256 * 1024;

    private static final int DEEPEST = 32;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_NAME = 256;
    private static final int MOST_TOKENS = 500_000;

    /**
     * The body as a whole is bounded before it comes here, so texts need no limit of the parser's own; numbers of a million digits,
     * nesting and heaps of fields cost more than their length.
     */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(DEEPEST)
            .maxNumberLength(LONGEST_NUMBER)
            .maxNameLength(LONGEST_NAME)
            .maxStringLength(Integer.MAX_VALUE)
            .maxTokenCount(MOST_TOKENS)
            .build();

    private final JsonMapper mapper = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .addModule(new SimpleModule("bounded-texts").addDeserializer(String.class, new BoundedText(LONGEST_TEXT)))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .changeDefaultPropertyInclusion(inclusion ->
                    inclusion.withValueInclusion(com.fasterxml.jackson.annotation.JsonInclude.Include.NON_NULL))
            .build();

    /**
     * Reads a message.
     *
     * @throws ProblemException if it is no JSON of this shape; the problem says where
     */
    public <T> T read(byte[] json, Class<T> type) {
        try {
            T value = mapper.readValue(json, type);
            if (value == null) {
                throw new ProblemException(Problems.malformedJson("the body is null"));
            }
            return value;
        } catch (StreamConstraintsException beyond) {
            throw new ProblemException(Problems.malformedJson("it is nested more than " + DEEPEST + " levels, or has a"
                    + " number of more than " + LONGEST_NUMBER + " digits, a name of more than " + LONGEST_NAME
                    + " characters or more than " + MOST_TOKENS + " elements"));
        } catch (JacksonException malformed) {
            throw new ProblemException(Problems.malformedJson(place(malformed)));
        }
    }

    @Override
    public <T> Optional<T> readStored(String text, Class<T> type) {
        try {
            return Optional.ofNullable(mapper.readValue(text, type));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** Reads what must have nothing but the fields of its type: whoever looks at the text sees no field that was not looked at here. */
    public <T> Optional<T> readExactly(String text, Class<T> type) {
        try {
            return Optional.ofNullable(mapper.readerFor(type)
                    .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue(text));
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    /** Writes a message in UTF-8. */
    public byte[] write(Object message) {
        return mapper.writeValueAsBytes(message);
    }

    /** Writes a message as text. */
    @Override
    public String writeText(Object message) {
        return mapper.writeValueAsString(message);
    }

    /** Names the place only: the content may hold what nobody should read in a log. */
    private static String place(JacksonException malformed) {
        String path = malformed.getPath().stream()
                .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                .reduce((left, right) -> right.startsWith("[") ? left + right : left + "." + right)
                .map(field -> "field " + field + ", ")
                .orElse("");
        TokenStreamLocation at = malformed.getLocation();
        return at == null ? path + "somewhere" : path + "line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
