package dev.rollcall.agent.testing;

import dev.rollcall.agent.journal.JournalFacts.Alarm;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.schedule.Holdback;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What {@link InMemoryStore} remembers beside events and devices: single facts, alarms, holdbacks. */
final class InMemoryNotes {

    private final Map<Fact, String> facts = new EnumMap<>(Fact.class);
    private final Map<String, Alarm> alarms = new LinkedHashMap<>();
    private final Map<String, Holdback> holdbacks = new HashMap<>();

    void copyTo(InMemoryNotes other) {
        other.facts.putAll(facts);
        other.alarms.putAll(alarms);
        other.holdbacks.putAll(holdbacks);
    }

    void remember(Fact fact, String value) {
        facts.put(fact, value);
    }

    /** Remembers a fact and tells whether another value was remembered before. */
    boolean replaced(Fact fact, String value) {
        String before = facts.put(fact, value);
        return before != null && !before.equals(value);
    }

    void forget(Fact fact) {
        facts.remove(fact);
    }

    @Nullable String remembered(Fact fact) {
        return facts.get(fact);
    }

    String agentId() {
        return facts.computeIfAbsent(Fact.AGENT_ID, fact -> "in-memory-agent");
    }

    void raise(String kind, String subject, String text, Instant at) {
        alarms.put(kind + " " + subject, new Alarm(kind, text, at));
    }

    void lower(String kind, String subject) {
        alarms.remove(kind + " " + subject);
    }

    void lower(String kind, String subject, Instant raisedBefore) {
        alarms.computeIfPresent(kind + " " + subject, (key, alarm) -> alarm.at().isBefore(raisedBefore) ? null : alarm);
    }

    Set<String> alarmed(String kind) {
        return alarms.keySet().stream()
                .filter(alarm -> alarm.startsWith(kind + " "))
                .map(alarm -> alarm.substring(kind.length() + 1))
                .collect(Collectors.toSet());
    }

    List<Alarm> alarmsOf(String subject) {
        return alarms.entrySet().stream()
                .filter(alarm -> alarm.getKey().endsWith(" " + subject))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Nullable Holdback holdback(String subject) {
        return holdbacks.get(subject);
    }

    void keep(String subject, Holdback holdback) {
        holdbacks.put(subject, holdback);
    }

    void lift(String subject) {
        holdbacks.remove(subject);
    }
}
