package dev.rollcall.disklab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the recorded work had promised up to a point of its notes: which events are in the journal for good, which of them may be
 * settled, blocked or pruned, and which states of all tables there may be.
 */
final class Promises {

    private final Map<String, Event> events = new HashMap<>();
    private final Set<String> appending = new HashSet<>();
    private final Set<String> journaled = new HashSet<>();
    private final Set<String> settling = new HashSet<>();
    private final Set<String> blocking = new HashSet<>();
    private final Set<String> pruning = new HashSet<>();
    private final List<String> states = new ArrayList<>();
    private String kind = "";
    private boolean working;

    /**
     * An event as it was seen.
     *
     * @param travels whether the receiver is to have it
     * @param words   the words it may be in: it may have been seen by two channels
     */
    record Event(boolean travels, Set<String> words) {}

    void note(String line) {
        String[] words = line.split(" ", 4);
        switch (words[0]) {
            case "seen" -> {
                events.computeIfAbsent(words[1], id -> new Event(words[2].equals("true"), new HashSet<>()))
                        .words()
                        .add(words[3]);
                appending.add(words[1]);
            }
            case "settling" -> settling.add(words[1]);
            case "blocking" -> blocking.add(words[1]);
            case "pruning" -> prune();
            case "begin" -> {
                kind = words[1];
                working = true;
            }
            case "done" -> done(words[1]);
            default -> throw new IllegalStateException("an untold note " + line);
        }
    }

    private void prune() {
        pruning.addAll(settling);
        journaled.stream().filter(id -> !events.get(id).travels()).forEach(pruning::add);
    }

    private void done(String state) {
        working = false;
        // A transaction that changed nothing writes nothing, so it waits for nothing that came before.
        boolean wrote = states.isEmpty() || !states.get(states.size() - 1).equals(state);
        if (wrote && !kind.equals("light")) {
            states.clear();
        }
        states.add(state);
        journaled.addAll(appending);
        appending.clear();
    }

    /** Whether the tables may hold what has this digest, of the work that is under way this state still to come. */
    boolean mayHold(String state, String stateToCome) {
        return isBetweenStates() || states.contains(state) || (working && state.equals(stateToCome));
    }

    /** Whether work of many transactions is under way, or none ever ended. */
    boolean isBetweenStates() {
        return (working && kind.equals("many")) || states.isEmpty();
    }

    /** Whether anything was promised yet. */
    boolean isAnything() {
        return !states.isEmpty();
    }

    /** Events that must be there. */
    List<String> lasting() {
        return journaled.stream().filter(id -> !pruning.contains(id)).toList();
    }

    /** Whether an event may be there in these words. */
    boolean mayBe(String id, String words) {
        Event event = events.get(id);
        return event != null && event.words().contains(words);
    }

    /** Whether the event's place in the outbox may be in this state; null if it has none. */
    boolean mayBeIn(String state, String id) {
        return switch (state) {
            case "none" -> !events.get(id).travels();
            case "waiting", "claimed" -> events.get(id).travels();
            case "settled" -> settling.contains(id);
            case "blocked" -> blocking.contains(id);
            default -> false;
        };
    }
}
