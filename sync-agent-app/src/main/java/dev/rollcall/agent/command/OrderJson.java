package dev.rollcall.agent.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Orders and progress as JSON text, as the table keeps them. */
public final class OrderJson {

    private static final Map<String, Class<? extends Order>> KNOWN = Map.ofEntries(
            Map.entry("sync", Order.Sync.class),
            Map.entry("backfill", Order.Backfill.class),
            Map.entry("verify", Order.Verify.class),
            Map.entry("outbox requeue", Order.Requeue.class),
            Map.entry("quarantine replay", Order.Replay.class),
            Map.entry("quarantine accept", Order.Accept.class),
            Map.entry("gaps accept", Order.AcceptLoss.class),
            Map.entry("webhook install", Order.HookInstall.class),
            Map.entry("webhook await", Order.HookAwait.class),
            Map.entry("webhook remove", Order.HookRemove.class),
            Map.entry("doctor", Order.Examine.class));

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private OrderJson() {}

    /** Returns an order's arguments. */
    public static String write(Order order) {
        return text(order);
    }

    /** Returns the order of a name and arguments; null if this version does not know it. */
    public static @Nullable Order read(String name, String arguments) {
        Class<? extends Order> type = KNOWN.get(name);
        try {
            return type == null ? null : JSON.readValue(arguments, type);
        } catch (JsonProcessingException foreign) {
            return null;
        }
    }

    /** Returns progress as text. */
    public static String write(List<DeviceProgress> progress) {
        return text(progress);
    }

    /** Returns the progress of a text; none if it cannot be read. */
    public static List<DeviceProgress> readProgress(@Nullable String text) {
        try {
            return text == null ? List.of() : JSON.readValue(text, new TypeReference<List<DeviceProgress>>() {});
        } catch (JsonProcessingException foreign) {
            return List.of();
        }
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("records of texts and numbers are always JSON", impossible);
        }
    }
}
