package dev.rollcall.isapi.access;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The bodies of search requests. Both group and kind are always sent: DS-K1T341BM V3.7.80 demands them. */
record SearchCondition(EventQuery query, int major, boolean unbounded) {

    /** Always with a numeric offset: Z, fractions and a missing offset are refused by some firmware. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    JsonNode page(String searchId, int position, int rows) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        ObjectNode condition = root.putObject("AcsEventCond");
        condition.put("searchID", searchId);
        condition.put("searchResultPosition", position);
        condition.put("maxResults", rows);
        putFilter(condition);
        return root;
    }

    JsonNode count() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        putFilter(root.putObject("AcsEventTotalNumCond"));
        return root;
    }

    private void putFilter(ObjectNode condition) {
        condition.put("major", major);
        condition.put("minor", query.minor());
        if (!unbounded) {
            putTime(condition, "startTime", query.startInclusive());
            putTime(condition, "endTime", query.endInclusive());
        }
        if (query.beginSerial() != null && query.endSerial() != null) {
            condition.put("beginSerialNo", query.beginSerial());
            condition.put("endSerialNo", query.endSerial());
        }
        putText(condition, "cardNo", query.filter().cardNo());
        putText(condition, "employeeNoString", query.filter().employeeNo());
        putText(condition, "name", query.filter().name());
    }

    private static void putTime(ObjectNode condition, String name, @Nullable OffsetDateTime time) {
        putText(condition, name, time == null ? null : TIME.format(time));
    }

    private static void putText(ObjectNode condition, String name, @Nullable String text) {
        if (text != null) {
            condition.put(name, text);
        }
    }
}
