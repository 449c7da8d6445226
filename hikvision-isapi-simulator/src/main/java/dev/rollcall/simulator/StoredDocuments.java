package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;

/**
 * The configuration documents a client may change, by the path they stand under. They belong to the device and so survive
 * its restart. Safe for use by several threads.
 */
final class StoredDocuments {
    private final Object lock = new Object();
    private final Map<String, ObjectNode> json = new HashMap<>();
    private final Map<String, XmlElement> xml = new HashMap<>();

    /** What was stored last, else the given document as the device left the factory. */
    ObjectNode json(String path, ObjectNode factory) {
        synchronized (lock) {
            return json.getOrDefault(path, factory).deepCopy();
        }
    }

    void store(String path, ObjectNode document) {
        synchronized (lock) {
            json.put(path, document.deepCopy());
        }
    }

    XmlElement xml(String path, XmlElement factory) {
        synchronized (lock) {
            return xml.getOrDefault(path, factory);
        }
    }

    void store(String path, XmlElement document) {
        synchronized (lock) {
            xml.put(path, document);
        }
    }

    /** Back to how the device left the factory. */
    void clear() {
        synchronized (lock) {
            json.clear();
            xml.clear();
        }
    }
}
