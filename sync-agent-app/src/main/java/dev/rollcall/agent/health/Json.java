package dev.rollcall.agent.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Writes reports as JSON, readable for people too. */
public final class Json {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Json() {}

    /** Returns a report of texts, numbers, truths, lists and records as JSON, ending with a line end. */
    public static String of(Object report) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + System.lineSeparator();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("reports are always JSON", impossible);
        }
    }
}
