package dev.rollcall.isapi.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The bodies of search requests. Both group and kind are always sent: DS-K1T341BM V3.7.80 demands them. */
final class SearchCondition {

    /** Always with a numeric offset: Z, fractions and a missing offset are refused by some firmware. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private SearchCondition() {}

    static JsonNode page(EventQuery query, String searchId, int position, int rows) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode condition = root.putObject("AcsEventCond");
        condition.put("searchID", searchId);
        condition.put("searchResultPosition", position);
        condition.put("maxResults", rows);
        putFilter(query, condition);
        return root;
    }

    static JsonNode count(EventQuery query) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        putFilter(query, root.putObject("AcsEventTotalNumCond"));
        return root;
    }

    private static void putFilter(EventQuery query, ObjectNode condition) {
        condition.put("major", query.major());
        condition.put("minor", query.minor());
        putTime(condition, "startTime", query.startInclusive());
        putTime(condition, "endTime", query.endInclusive());
        if (query.beginSerial() != null && query.endSerial() != null) {
            condition.put("beginSerialNo", query.beginSerial());
            condition.put("endSerialNo", query.endSerial());
        }
    }

    private static void putTime(ObjectNode condition, String name, @Nullable OffsetDateTime time) {
        if (time != null) {
            condition.put(name, TIME.format(time));
        }
    }
}
