package dev.rollcall.receiver.web;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON of every request and answer, with each choice made here and none left to a default: unknown fields are left out,
 * absent and null are the same, nulls are not written, fields stand in the order of the records.
 */
public final class ExchangeJson {

    private final JsonMapper mapper = JsonMapper.builder()
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
        } catch (JacksonException malformed) {
            throw new ProblemException(Problems.malformedJson(place(malformed)));
        }
    }

    /** Writes a message in UTF-8. */
    public byte[] write(Object message) {
        return mapper.writeValueAsBytes(message);
    }

    /** Writes a message as text. */
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
        return path + "line " + malformed.getLocation().getLineNr() + ", column "
                + malformed.getLocation().getColumnNr();
    }
}
