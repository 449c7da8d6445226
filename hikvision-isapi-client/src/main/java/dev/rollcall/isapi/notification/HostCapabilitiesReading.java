package dev.rollcall.isapi.notification;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads capabilities of listening hosts, whose limits stand in attributes (XML) or members that begin with {@code @} (JSON). */
final class HostCapabilitiesReading {

    private static final Set<String> KNOWN = Set.of("hostNumber", "urlLen");

    private HostCapabilitiesReading() {}

    static ListeningHostCapabilities read(Answer answer) {
        Fields fields = answer.fields("HttpHostNotificationCap");
        return new ListeningHostCapabilities(
                fields.number("hostNumber"),
                limit(fields.node("urlLen"), "max"),
                options(fields.node("protocolType")),
                options(fields.node("parameterFormatType")),
                options(fields.node("addressingFormatType")),
                limit(fields.node("portNo"), "min"),
                limit(fields.node("portNo"), "max"),
                fields.othersAsText(KNOWN),
                RawBytes.of(answer.body()));
    }

    private static @Nullable Integer limit(@Nullable JsonNode field, String name) {
        if (field == null || !field.isObject()) {
            return null;
        }
        Fields limits = new Fields(field);
        Integer plain = limits.number(name);
        return plain == null ? limits.number("@" + name) : plain;
    }

    private static List<String> options(@Nullable JsonNode field) {
        if (field == null || !field.isObject()) {
            return List.of();
        }
        JsonNode told = field.has("opt") ? field.get("opt") : field.path("@opt");
        List<String> options = new ArrayList<>();
        if (told.isArray()) {
            told.forEach(one -> options.add(one.asText().strip()));
        } else {
            for (String one : told.asText().split(",", -1)) {
                options.add(one.strip());
            }
        }
        options.removeIf(String::isEmpty);
        return options;
    }
}
