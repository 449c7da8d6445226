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

    private static final Map<String, Class<? extends Order>> KNOWN = Map.of(
            "sync", Order.Sync.class,
            "backfill", Order.Backfill.class,
            "verify", Order.Verify.class,
            "outbox requeue", Order.Requeue.class,
            "quarantine replay", Order.Replay.class,
            "quarantine accept", Order.Accept.class,
            "webhook install", Order.HookInstall.class,
            "webhook await", Order.HookAwait.class,
            "webhook remove", Order.HookRemove.class,
            "doctor", Order.Examine.class);

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
