package dev.rollcall.isapi.access;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.isapi.internal.AccessEndpoints;
import dev.rollcall.isapi.internal.Answer;
import dev.rollcall.isapi.internal.DeviceConnection;
import dev.rollcall.isapi.internal.Fields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the events a terminal still holds. Thread-safe. */
public final class AccessApi {

    private final DeviceConnection connection;
    private final AccessEndpoints endpoints;

    /** Not for callers: use {@link dev.rollcall.isapi.IsapiClient#access()}. */
    public AccessApi(DeviceConnection connection) {
        this.connection = connection;
        this.endpoints = connection.endpoints(AccessEndpoints.class);
    }

    /**
     * What the terminal's event search can do. One request.
     *
     * @throws dev.rollcall.isapi.IsapiException.Unsupported if the firmware does not tell; search with the defaults then
     */
    public EventCapabilities eventCapabilities() {
        Answer answer = connection.exchange(endpoints.eventCapabilities());
        JsonNode root = answer.document().fields();
        JsonNode search = root.path("AcsEvent").path("AcsEventCond");
        if (!search.isObject()) {
            search = root.path("AcsEventCond");
        }
        if (!search.isObject()) {
            throw answer.unexpected("AcsEventCond is missing", null);
        }
        return new EventCapabilities(
                largest(search, "maxResults"),
                largest(search, "searchResultPosition"),
                majors(search.path("major").path("@opt")),
                search.has("beginSerialNo") && search.has("endSerialNo"),
                root.toString());
    }

    /** A new search. Nothing is sent before the first page is asked for. */
    public EventPages events(EventQuery query) {
        return new EventPages(connection, endpoints, query);
    }

    /**
     * How many events the terminal holds for the query. One request.
     *
     * @throws dev.rollcall.isapi.IsapiException.Unsupported if the firmware cannot count; that is no agreement, say so
     */
    public long countEvents(EventQuery query) {
        Answer answer = connection.exchange(endpoints.countEvents(SearchCondition.count(query)));
        Fields total = new Fields(answer.document().fields()).nested("AcsEventTotalNum");
        Long number = total == null ? null : total.whole("totalNum");
        if (number == null || number < 0) {
            throw answer.unexpected("AcsEventTotalNum.totalNum is missing", null);
        }
        return number;
    }

    private static @Nullable Integer largest(JsonNode search, String name) {
        return new Fields(search.path(name)).number("@max");
    }

    /** A list is printed as one text with commas, as an array of texts or of numbers, all on the same device. */
    private static List<Integer> majors(JsonNode options) {
        List<Integer> majors = new ArrayList<>();
        Iterable<JsonNode> values = options.isArray() ? options : List.of(options);
        for (JsonNode value : values) {
            for (String part : value.asText().split(",", -1)) {
                if (part.strip().matches("\\d{1,6}")) {
                    majors.add(Integer.valueOf(part.strip()));
                }
            }
        }
        return majors;
    }
}
