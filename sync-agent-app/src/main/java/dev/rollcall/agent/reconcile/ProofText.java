package dev.rollcall.agent.reconcile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.rollcall.attendance.exchange.ProofMessage;
import org.jspecify.annotations.Nullable;

/** What a comparison of a day came to, as the text that is kept. */
final class ProofText {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .build();

    private ProofText() {}

    static String of(ProofMessage.Day day) {
        try {
            return JSON.writeValueAsString(day);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of texts and numbers are always JSON", impossible);
        }
    }

    /** Returns the day of a text; null if it cannot be read. */
    static ProofMessage.@Nullable Day day(String text) {
        try {
            return JSON.readValue(text, ProofMessage.Day.class);
        } catch (JsonProcessingException damaged) {
            return null;
        }
    }
}
