package dev.rollcall.killrounds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.house.Pause;
import dev.rollcall.house.ReceiverProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;

/** Rounds of kills under traffic of two terminals and two agents, and what must be true after them. */
final class KillRounds {

    private static final Duration CATCHING_UP = Duration.ofSeconds(60);

    private final ReceiverProcess receiver;
    private final Random random;
    private final List<Traffic> traffic = new ArrayList<>();

    /** What is done to the receiver or its database, until both serve again. */
    interface Strike {
        void strike() throws Exception;
    }

    KillRounds(ReceiverProcess receiver, long seed) {
        this.receiver = receiver;
        this.random = new Random(seed);
    }

    /** Strikes so many times, the given ways in turn, at random moments. */
    String run(int rounds, List<Strike> strikes) throws Exception {
        receiver.start();
        begin();
        for (int round = 0; round < rounds; round++) {
            LockSupport.parkNanos(Duration.ofMillis(100 + random.nextInt(400)).toNanos());
            strikes.get(round % strikes.size()).strike();
        }
        awaitAnAnswer();
        for (Traffic one : traffic) {
            one.finish();
        }
        assertExactlyOnce();
        return rounds + " rounds, "
                + traffic.stream().mapToInt(one -> one.acknowledged().size()).sum() + " events acknowledged, "
                + traffic.stream().mapToLong(Traffic::failures).sum() + " times none came";
    }

    /** Kills the receiver without any warning and starts it again. */
    void killReceiver() throws Exception {
        receiver.kill();
        receiver.start();
    }

    private void begin() throws Exception {
        String token = receiver.agentToken("agents");
        for (int number = 1; number <= 2; number++) {
            String terminal = "KILLTRM0" + number;
            traffic.add(Traffic.posting(terminal, receiver.addDevice(terminal, terminal, "Asia/Colombo")));
            // The second agent reads what the second terminal posts.
            traffic.add(Traffic.sending(number == 2 ? terminal : "KILLAGT01", receiver.url(), token));
        }
        traffic.forEach(Traffic::start);
    }

    /** The last strike may have come just now; each is to see that it is served again. */
    private void awaitAnAnswer() throws InterruptedException {
        for (Traffic one : traffic) {
            int before = one.acknowledged().size();
            Pause.until(
                    "an acknowledgement for " + one.key(),
                    CATCHING_UP,
                    () -> one.acknowledged().size() > before);
        }
    }

    private void assertExactlyOnce() throws InterruptedException {
        Map<String, Set<Long>> acknowledged = new TreeMap<>();
        for (Traffic one : traffic) {
            acknowledged.computeIfAbsent(one.key(), key -> new TreeSet<>()).addAll(one.acknowledged());
        }
        for (Map.Entry<String, Set<Long>> expected : acknowledged.entrySet()) {
            String device = expected.getKey();
            Pause.until(
                    "that all of " + device + " is translated",
                    CATCHING_UP,
                    () -> serials(device).size() >= expected.getValue().size());
            assertThat(serials(device))
                    .as("what the receiver has of " + device)
                    .containsExactlyInAnyOrderElementsOf(expected.getValue());
        }
    }

    private List<Long> serials(String device) throws InterruptedException {
        List<Long> serials = new ArrayList<>();
        for (JsonNode event : receiver.reader().events(device)) {
            serials.add(event.path("serialNo").asLong());
        }
        return serials;
    }
}
