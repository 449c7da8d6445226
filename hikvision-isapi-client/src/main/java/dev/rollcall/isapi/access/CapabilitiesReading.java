package dev.rollcall.isapi.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.Fields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a terminal claims of its event search. */
final class CapabilitiesReading {

    private static final Map<String, Integer> GROUPS =
            Map.of("minorAlarm", 1, "minorException", 2, "minorOperation", 3, "minorEvent", 5);

    private CapabilitiesReading() {}

    static EventCapabilities of(Answer answer) {
        JsonNode root = answer.document().fields();
        JsonNode search = root.path("AcsEvent").path("AcsEventCond");
        if (!search.isObject()) {
            search = root.path("AcsEventCond");
        }
        if (!search.isObject()) {
            throw answer.unexpected("AcsEventCond is missing", null);
        }
        Set<String> conditions = new LinkedHashSet<>();
        search.fieldNames().forEachRemaining(conditions::add);
        return new EventCapabilities(
                new Fields(search.path("maxResults")).number("@max"),
                new Fields(search.path("searchResultPosition")).number("@max"),
                numbers(search.path("major").path("@opt")),
                minors(search),
                search.has("beginSerialNo") && search.has("endSerialNo"),
                new Fields(search.path("endSerialNo")).whole("@max"),
                conditions,
                root.toString());
    }

    private static Map<Integer, List<Integer>> minors(JsonNode search) {
        Map<Integer, List<Integer>> minors = new LinkedHashMap<>();
        GROUPS.forEach((name, group) -> {
            if (search.has(name)) {
                minors.put(group, List.copyOf(numbers(search.path(name).path("@opt"))));
            }
        });
        return minors;
    }

    /** A list is printed as one text with commas, as an array of texts or of numbers, all on the same device. */
    private static List<Integer> numbers(JsonNode options) {
        List<Integer> numbers = new ArrayList<>();
        Iterable<JsonNode> values = options.isArray() ? options : List.of(options);
        for (JsonNode value : values) {
            for (String part : value.asText().split(",", -1)) {
                if (part.strip().matches("\\d{1,6}")) {
                    numbers.add(Integer.valueOf(part.strip()));
                }
            }
        }
        return numbers;
    }
}
