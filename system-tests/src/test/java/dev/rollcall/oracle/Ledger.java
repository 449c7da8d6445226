package dev.rollcall.oracle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What a receiver has: each event once by its id, how often each was sent, and every batch that arrived whole. Gives the receipts
 * that the contract asks for. Safe from any thread.
 */
public final class Ledger {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> CONTENT =
            List.of("serialNo", "wallClock", "offset", "major", "minor", "employeeNo", "cardNo");

    private final Map<String, JsonNode> events = new LinkedHashMap<>();
    private final Map<String, Integer> sent = new LinkedHashMap<>();
    private final List<Batch> batches = new ArrayList<>();
    private final List<String> contradictions = new ArrayList<>();
    private String store = UUID.randomUUID().toString();
    private Predicate<JsonNode> rejected = event -> false;

    /** A batch that arrived whole. */
    public record Batch(String batchId, String agent, String device, List<String> ids) {}

    /** Stores a batch as a receiver does and returns the receipt's bytes. */
    public synchronized byte[] commit(byte[] message) throws IOException {
        JsonNode batch = JSON.readTree(message);
        String device = batch.path("device").path("key").asText();
        ObjectNode receipt = JSON.createObjectNode();
        ArrayNode errors = JSON.createArrayNode();
        ArrayNode outcomes = JSON.createArrayNode();
        List<String> ids = new ArrayList<>();
        int stored = 0;
        for (JsonNode event : batch.path("events")) {
            ids.add(event.path("id").asText());
            ObjectNode outcome = outcomeOf(device, event);
            stored += outcome.path("outcome").asText().equals("STORED") ? 1 : 0;
            if (outcome.has("reason")) {
                errors.add("event " + event.path("id").asText() + ": "
                        + outcome.path("reason").asText());
            }
            outcomes.add(outcome);
        }
        batches.add(
                new Batch(batch.path("batchId").asText(), batch.path("agent").asText(), device, List.copyOf(ids)));
        receipt.put("success", errors.isEmpty());
        receipt.put("batchId", batch.path("batchId").asText());
        receipt.put("recordsFetched", ids.size());
        receipt.put("recordsProcessed", stored);
        receipt.put("recordsFailed", errors.size());
        receipt.set("errors", errors);
        receipt.set("outcomes", outcomes);
        receipt.put("store", store);
        return receipt.toString().getBytes(StandardCharsets.UTF_8);
    }

    private ObjectNode outcomeOf(String device, JsonNode event) {
        String id = event.path("id").asText();
        ObjectNode outcome = JSON.createObjectNode().put("id", id);
        sent.merge(id, 1, Integer::sum);
        if (rejected.test(event)) {
            return outcome.put("outcome", "REJECTED").put("reason", "the oracle was told to reject it");
        }
        JsonNode known = events.get(id);
        if (known == null) {
            events.put(id, ((ObjectNode) event.deepCopy()).put("device", device));
        } else if (!sameContent(known, event) || !known.path("device").asText().equals(device)) {
            contradictions.add(id + ": " + known + " came again as " + event);
        }
        return outcome.put("outcome", known == null ? "STORED" : "KNOWN").put("storedAs", id);
    }

    private static boolean sameContent(JsonNode one, JsonNode other) {
        return CONTENT.stream().allMatch(field -> one.path(field).equals(other.path(field)));
    }

    /** Every event it has of a device, as sent first. */
    public synchronized List<JsonNode> events(String device) {
        return events.values().stream()
                .filter(event -> event.path("device").asText().equals(device))
                .toList();
    }

    /** How many events it has of all devices. */
    public synchronized int size() {
        return events.size();
    }

    /** How often each event was sent, by id, rejected ones included. */
    public synchronized Map<String, Integer> sent() {
        return Map.copyOf(sent);
    }

    /** Every batch that was committed, in the order of arrival, repeated ones included. */
    public synchronized List<Batch> batches() {
        return List.copyOf(batches);
    }

    /** Ids that came with two contents; empty if the agent is honest. */
    public synchronized List<String> contradictions() {
        return List.copyOf(contradictions);
    }

    /** From now on rejects events of this kind. */
    public synchronized void reject(Predicate<JsonNode> kind) {
        rejected = kind;
    }

    /** Yesterday's backup takes the place of the database: what came later is gone, and the store has another id. */
    public synchronized void restore(Map<String, JsonNode> backup) {
        events.clear();
        events.putAll(backup);
        store = UUID.randomUUID().toString();
    }

    /** What {@link #restore} takes. */
    public synchronized Map<String, JsonNode> backup() {
        return new LinkedHashMap<>(events);
    }
}
