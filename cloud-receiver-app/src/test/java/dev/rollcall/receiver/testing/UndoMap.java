package dev.rollcall.receiver.testing;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/**
 * A map whose changes since the last {@link #keep} can be taken back. Values are immutable; keys are told apart by their order, so that
 * what is gone through comes in the same order in every run.
 */
final class UndoMap<K extends Comparable<? super K>, V> {

    private final TreeMap<K, V> map = new TreeMap<>();
    private final Deque<Runnable> undo = new ArrayDeque<>();

    V get(K key) {
        return map.get(key);
    }

    V get(K key, V otherwise) {
        return map.getOrDefault(key, otherwise);
    }

    Collection<V> values() {
        return map.values();
    }

    Map<K, V> all() {
        return map;
    }

    void put(K key, V value) {
        V before = map.put(key, value);
        undo.push(before == null ? () -> map.remove(key) : () -> map.put(key, before));
    }

    void remove(K key) {
        V before = map.remove(key);
        if (before != null) {
            undo.push(() -> map.put(key, before));
        }
    }

    void keep() {
        undo.clear();
    }

    void takeBack() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    void copyTo(UndoMap<K, V> other) {
        other.map.putAll(map);
    }
}
