package dev.rollcall.bench;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.wiring.Agent;
import java.nio.file.Path;
import java.util.Map;

/**
 * B3: the agent from the terminal to the receiver's receipt, where the terminal takes its time for each answer, beside the time that the
 * terminal alone would take.
 */
final class LatencyBench {

    private static final int ROWS_A_PAGE = 30;
    private static final int DAYS = 30;

    private final BenchHouse house;
    private final StringBuilder text = new StringBuilder();

    LatencyBench(BenchHouse house) {
        this.house = house;
    }

    String run() throws Exception {
        text.append(BenchHouse.line(
                        "%n| Latency | Events | Pages asked | Requests | of them 401 | First page to last receipt |"))
                .append(BenchHouse.line(
                        " of the fewest pages x latency | of pages asked x latency | Whole process | Batches |%n"))
                .append(BenchHouse.line("|---|---|---|---|---|---|---|---|---|---|%n"));
        StringBuilder steps = new StringBuilder(
                BenchHouse.line(
                        "%nWhere a page's time goes, in the reading thread of an agent inside the bench (the next page is under way while one is translated; another thread stores):%n%n"));
        measure(5, house.number("events", 100_000), steps);
        measure(50, house.number("events", 100_000) / 4, steps);
        return text.append(steps).toString();
    }

    private void measure(int latency, int events, StringBuilder steps) throws Exception {
        try (DeviceProcess device = DeviceProcess.withPunches(events, DAYS)) {
            device.latency(latency);
            row(latency, events, device);
            device.latency(latency);
            steps.append(BenchHouse.line("- %d ms: %s%n", latency, stepsOf(device)));
        }
    }

    private void row(int latency, int events, DeviceProcess device) throws Exception {
        try (ReceiverStub receiver = ReceiverStub.start()) {
            BenchAgent agent =
                    house.agent("b3-" + latency).configured(device.port(), receiver.url(), BenchReceiver.TOKEN);
            Watched run = agent.sync();
            DeviceProcess.Counts asked = device.counts();
            ReceiverStub.Counts got = receiver.counts();
            BenchHouse.check(got.ids(), events);
            double seconds = (got.last() - agent.firstPass().started().toEpochMilli()) / 1e3;
            double fewest = Math.ceil((double) events / ROWS_A_PAGE) * latency / 1e3;
            text.append(BenchHouse.line(
                    "| %d ms | %,d | %,d | %,d | %d | %.2f s | %.3f | %.3f | %.2f s | %,d |%n",
                    latency,
                    events,
                    asked.pages(),
                    asked.requests(),
                    asked.refused(),
                    seconds,
                    fewest / seconds,
                    asked.pages() * latency / 1e3 / seconds,
                    run.seconds(),
                    got.batches()));
        }
    }

    private String stepsOf(DeviceProcess device) throws Exception {
        StepClock clock = new StepClock();
        try (ReceiverStub receiver = ReceiverStub.start()) {
            Path file = house.agent("b3-steps-" + device.port())
                    .configured(device.port(), receiver.url(), BenchReceiver.TOKEN)
                    .folder()
                    .resolve("agent.yaml");
            AgentConfig config = new ConfigReader(Map.of()).read(file);
            try (Agent agent = Agent.open(config, clock)) {
                agent.syncOnce();
            }
        }
        return clock.table();
    }
}
