package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A configuration document in JSON with one root, to read and to write. A write needs the root (else
 * MessageParametersLack by its name), takes over the fields the device knows, ignores others, and refuses a field of
 * another type with badJsonContent (all as reported of DS-K1A340FWX V1.2.7).
 */
final class StoredJson implements Endpoint {
    private final String path;
    private final String root;
    private final FirmwareProfile profile;
    private final StoredDocuments documents;
    private final Supplier<ObjectNode> factory;
    private Function<ObjectNode, @Nullable String> fault = document -> null;

    StoredJson(
            String path, String root, SimulatedDevice device, FirmwareProfile profile, Supplier<ObjectNode> factory) {
        this.path = path;
        this.root = root;
        this.profile = profile;
        this.documents = device.documents();
        this.factory = factory;
    }

    /** Refuses a new document for which the function names the field that is wrong. */
    StoredJson refusing(Function<ObjectNode, @Nullable String> wrongField) {
        fault = wrongField;
        return this;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Answer answer(Request request) {
        ObjectNode current = documents.json(path, factory.get());
        return switch (request.method()) {
            case "GET" -> Answer.json(200, CJson.object().set(root, current));
            case "PUT" -> write(request.body(), current);
            default ->
                Refusal.methodNotAllowed(profile.methodNotAllowedStatus()).json();
        };
    }

    private Answer write(String body, ObjectNode current) {
        try {
            ObjectNode given = ConditionReader.root(body, root);
            for (Map.Entry<String, JsonNode> field : given.properties()) {
                take(field, current);
            }
            String wrong = fault.apply(current);
            if (wrong != null) {
                return Refusal.badParameters(wrong).json();
            }
            documents.store(path, current);
            return Answer.okJson();
        } catch (ConditionReader.Refused e) {
            return e.refusal().json();
        }
    }

    private static void take(Map.Entry<String, JsonNode> field, ObjectNode current) throws ConditionReader.Refused {
        JsonNode known = current.get(field.getKey());
        if (known == null) {
            return;
        } else if (known.getNodeType() != field.getValue().getNodeType()) {
            throw new ConditionReader.Refused(Refusal.badJsonContent(field.getKey()));
        }
        current.set(field.getKey(), field.getValue());
    }
}
