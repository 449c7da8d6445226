package dev.rollcall.bench;

import dev.rollcall.house.ReceiverProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** B9: an agent whose receiver was away for 30 days: how it reads a million events meanwhile, and how it then delivers them. */
final class BacklogBench {

    private static final int DAYS = 30;
    private static final int MARK = 10_000;
    private static final long LOOK_MILLIS = 250;

    private final BenchHouse house;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder progress = new StringBuilder();

    BacklogBench(BenchHouse house) {
        this.house = house;
    }

    String run() throws Exception {
        int events = house.number("backlog", 1_000_000);
        text.append(BenchHouse.line("%n| Step | Events | Time | Events/s | first tenth | last tenth | Processor |"))
                .append(BenchHouse.line(" Resident, least to most | Heap after collections, most | Journal |%n"))
                .append(BenchHouse.line("|---|---|---|---|---|---|---|---|---|---|%n"));
        try (DeviceProcess device = DeviceProcess.withPunches(events, DAYS)) {
            device.latency(0);
            BenchAgent agent = house.agent("b9");
            collect(agent, device, events);
            BenchAgent second = house.agent("b9-receiver");
            copy(agent, second);
            drainToStub(agent, device, events);
            drainToReceiver(second, device, house.number("receiver", events));
        }
        return text.append(progress).toString();
    }

    /** The receiver is down: nobody listens on its port. */
    private void collect(BenchAgent agent, DeviceProcess device, int events) throws Exception {
        agent.configured(device.port(), URI.create("http://127.0.0.1:9"), BenchReceiver.TOKEN);
        List<Long> marks = new ArrayList<>();
        Watched run = agent.start("sync");
        while (!run.ended(LOOK_MILLIS)) {
            run.look();
            long now = System.currentTimeMillis();
            while (marks.size() < agent.journaled() / MARK) {
                marks.add(now);
            }
        }
        BenchAgent.Pass pass = agent.firstPass();
        if (pass.journaled() != events || agent.waiting() != events) {
            throw new IllegalStateException("collected " + pass.journaled() + " events, of which " + agent.waiting()
                    + " wait, instead of " + events);
        }
        row(
                "read and journaled, receiver away",
                events,
                pass.started().toEpochMilli(),
                pass.ended().toEpochMilli(),
                marks);
        memory(agent, run);
    }

    private void drainToStub(BenchAgent agent, DeviceProcess device, int events) throws Exception {
        try (ReceiverStub receiver = ReceiverStub.start()) {
            agent.configured(device.port(), receiver.url(), BenchReceiver.TOKEN);
            long begun;
            ReceiverStub.Counts got;
            try (Watched run = agent.start("run")) {
                begun = System.currentTimeMillis();
                got = receiver.counts();
                while (got.ids() < events && !run.ended(LOOK_MILLIS)) {
                    run.look();
                    got = receiver.counts();
                }
                BenchHouse.check(got.ids(), events);
                row("delivered to the stub", events, begun, got.last(), got.marks());
                memory(agent, run);
            }
        }
    }

    /** The packaged receiver with its SQLite file, which stores everything before it gives a receipt. */
    private void drainToReceiver(BenchAgent agent, DeviceProcess device, int events) throws Exception {
        Path folder = house.empty("receiver");
        try (ReceiverProcess receiver = ReceiverProcess.in(house.artifacts(), folder, List.of())) {
            receiver.start();
            agent.configured(device.port(), receiver.url(), receiver.agentToken("bench"));
            List<Long> marks = new ArrayList<>();
            long all = agent.waiting();
            try (Watched run = agent.start("run")) {
                long begun = System.currentTimeMillis();
                long done = 0;
                while (done < events && !run.ended(LOOK_MILLIS * 4)) {
                    run.look();
                    done = all - agent.waiting();
                    while (marks.size() < done / MARK) {
                        marks.add(System.currentTimeMillis());
                    }
                }
                row("delivered to the receiver on SQLite", done, begun, System.currentTimeMillis(), marks);
                memory(agent, run);
            }
        }
    }

    private static void copy(BenchAgent from, BenchAgent to) throws IOException {
        Files.createDirectories(to.journal().getParent());
        Files.copy(from.journal(), to.journal());
    }

    private void row(String step, long events, long begun, long ended, List<Long> marks) {
        double seconds = (ended - begun) / 1e3;
        int tenth = Math.max(1, marks.size() / 10);
        text.append(BenchHouse.line("| %s | %,d | %.1f s | %,.0f |", step, events, seconds, events / seconds));
        if (marks.size() < 3) {
            text.append(" - | - |");
        } else {
            int last = marks.size() - 1;
            text.append(BenchHouse.line(
                    " %,.0f | %,.0f |",
                    tenth * MARK * 1e3 / (marks.get(tenth) - marks.get(0)),
                    tenth * MARK * 1e3 / (marks.get(last) - marks.get(last - tenth))));
        }
        progress.append(BenchHouse.line("%n%s, seconds at each further tenth:", step));
        for (int i = tenth - 1; i < marks.size(); i += tenth) {
            progress.append(BenchHouse.line(" %.1f", (marks.get(i) - begun) / 1e3));
        }
        progress.append(BenchHouse.line("%n"));
        this.events = events;
    }

    private long events;

    private void memory(BenchAgent agent, Watched run) throws IOException {
        List<Double> resident = run.residentMb();
        List<Integer> heap = run.heapAfterCollections();
        text.append(BenchHouse.line(
                " %.3f ms an event | %.0f to %.0f MB | %d MB (%d collections) | %.0f MB |%n",
                run.processor().toNanos() / 1e6 / events,
                resident.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                resident.stream().mapToDouble(Double::doubleValue).max().orElse(0),
                heap.stream().mapToInt(Integer::intValue).max().orElse(0),
                heap.size(),
                agent.journalBytes() / 1e6));
    }
}
