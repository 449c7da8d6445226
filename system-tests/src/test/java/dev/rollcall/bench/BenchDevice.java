package dev.rollcall.bench;

import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.RecordedRequest;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A simulated terminal in a process of its own, so that its memory and its threads are not the client's. It takes one command a
 * line and answers each with one line: {@code latency MS} and {@code counts}.
 */
final class BenchDevice {

    static final String PASSWORD = "bench-1";

    private static final int STAFF = 200;

    private BenchDevice() {}

    public static void main(String[] args) throws Exception {
        int events = Integer.parseInt(args[0]);
        SimulatedDevice device = SimulatedDevice.builder().ringCapacity(events).build();
        if (args.length > 1) {
            punch(device, events, Integer.parseInt(args[1]));
        } else {
            device.seed(1, events);
        }
        try (DeviceSimulator simulator = DeviceSimulator.builder()
                .credentials("admin", PASSWORD)
                .device(device)
                .start()) {
            System.out.println(simulator.port());
            BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                System.out.println(answer(simulator, command.split(" ")));
            }
        }
    }

    /** Logs nothing but punches, evenly over so many days before now: every row is one that has to travel. */
    private static void punch(SimulatedDevice device, int events, int days) {
        long stepMillis = Duration.ofDays(days).toMillis() / events;
        OffsetDateTime oldest = device.now().minusDays(days);
        for (int i = 0; i < events; i++) {
            Person person = Person.of(String.valueOf(1000 + i % STAFF), "Person " + i % STAFF);
            device.log(SimulatedEvent.of(5, 75)
                    .withPerson(person)
                    .withDoorNo(1)
                    .withTime(oldest.plus(Duration.ofMillis(i * stepMillis)).truncatedTo(ChronoUnit.SECONDS)));
        }
    }

    private static String answer(DeviceSimulator simulator, String[] words) {
        if (words[0].equals("latency")) {
            simulator.setLatency(Duration.ofMillis(Long.parseLong(words[1])));
            simulator.clearRequests();
            return "ok";
        }
        List<RecordedRequest> requests = simulator.requests();
        long refused =
                requests.stream().filter(request -> request.status() == 401).count();
        long pages = requests.stream()
                .filter(request -> request.status() == 200 && request.path().endsWith("/AcsEvent"))
                .count();
        return requests.size() + " " + refused + " " + pages;
    }
}
