package dev.rollcall.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.simulator.SimulatedEvent;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The comparison of what a simulated terminal logged with what the receiver has, punch by punch.
 *
 * @param punches    how many punches the terminal logged
 * @param missing    the serials of those the receiver does not have
 * @param repeated   the serials of those it has more than once
 * @param invented   what it has and the terminal never logged
 * @param pushedFirst how many the receiver learnt of by push
 * @param pulledFirst how many it learnt of by pull
 * @param both        how many were then seen by the other channel too
 */
record Statement(
        int punches,
        List<Long> missing,
        List<Long> repeated,
        List<String> invented,
        int pushedFirst,
        int pulledFirst,
        int both) {

    private static final String PUSH = "WEBHOOK";
    private static final String PULL = "POLL";

    static Statement of(List<SimulatedEvent> logged, List<JsonNode> received) {
        Map<Punch, List<JsonNode>> copies = new HashMap<>();
        received.stream()
                .filter(Statement::isPunch)
                .forEach(event -> copies.computeIfAbsent(Punch.of(event), punch -> new ArrayList<>())
                        .add(event));
        List<Punch> punches =
                logged.stream().filter(SimulatedEvent::isPunch).map(Punch::of).toList();
        List<Long> missing = serials(punches.stream().filter(punch -> !copies.containsKey(punch)));
        List<Long> repeated = serials(punches.stream()
                .filter(punch -> copies.getOrDefault(punch, List.of()).size() > 1));
        List<String> invented = copies.keySet().stream()
                .filter(punch -> !punches.contains(punch))
                .map(Punch::toString)
                .toList();
        List<JsonNode> found = punches.stream()
                .flatMap(punch -> copies.getOrDefault(punch, List.of()).stream())
                .toList();
        return new Statement(
                punches.size(),
                missing,
                repeated,
                invented,
                count(found, event -> channels(event).indexOf(PUSH) == 0),
                count(found, event -> channels(event).indexOf(PULL) == 0),
                count(found, event -> channels(event).containsAll(List.of(PUSH, PULL))));
    }

    boolean isComplete() {
        return missing.isEmpty() && repeated.isEmpty() && invented.isEmpty();
    }

    List<String> lines() {
        return List.of(
                "terminal logged   " + punches + " punches",
                "receiver has      " + (punches - missing.size()) + " of them: " + pulledFirst + " came by pull, "
                        + pushedFirst + " by push; " + both + " were then seen by both",
                "missing           " + (missing.isEmpty() ? "none" : "serials " + missing),
                "more than once    " + (repeated.isEmpty() ? "none" : "serials " + repeated),
                "invented          " + (invented.isEmpty() ? "none" : invented.toString()));
    }

    private static int count(List<JsonNode> events, Predicate<JsonNode> which) {
        return Math.toIntExact(events.stream().filter(which).count());
    }

    /** Returns by which channels the receiver saw an event, the first one first. */
    private static List<String> channels(JsonNode event) {
        List<String> names = new ArrayList<>();
        event.path("channels").forEach(sight -> names.add(sight.path("channel").asText()));
        return names;
    }

    private static boolean isPunch(JsonNode event) {
        String kind = event.path("kind").asText();
        return !kind.equals("DENIED") && !kind.equals("NOT_A_PUNCH");
    }

    private static List<Long> serials(Stream<Punch> punches) {
        return punches.map(Punch::serialNo).toList();
    }

    /** What makes a punch of the one terminal unique, whoever tells of it. */
    private record Punch(long serialNo, LocalDateTime wallClock, String person) {

        static Punch of(SimulatedEvent event) {
            if (event.time() == null || event.person() == null) {
                throw new IllegalArgumentException("not a logged punch: " + event);
            }
            return new Punch(
                    event.serialNo(),
                    event.time().toLocalDateTime(),
                    event.person().employeeNo());
        }

        static Punch of(JsonNode event) {
            return new Punch(
                    event.path("serialNo").asLong(),
                    LocalDateTime.parse(event.path("wallClock").asText()),
                    event.path("employeeNo").asText());
        }
    }
}
