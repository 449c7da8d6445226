package dev.rollcall.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.command.Asked.State;
import dev.rollcall.agent.schedule.Pause;
import dev.rollcall.agent.sqlite.SqliteStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both ends of the command table, stepped by hand, over the real table with two connections. */
class HandoverTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Order.Backfill ORDER = new Order.Backfill("2026-01-01T00:00", null, "front", true);

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();
    private final List<List<DeviceProgress>> shown = new ArrayList<>();
    private final List<Order> performed = new ArrayList<>();
    private SqliteStore daemonStore;
    private SqliteStore askingStore;
    private CommandTable table;

    @BeforeEach
    void open() {
        Path file = folder.resolve("journal.db");
        daemonStore = SqliteStore.open(file, InstantSource.system());
        askingStore = SqliteStore.openBeside(file);
        table = daemonStore.commands();
    }

    @AfterEach
    void close() {
        askingStore.close();
        daemonStore.close();
    }

    @Test
    void order_arrivesWhole_andItsOutcomeComesBack() {
        CommandTask daemon = daemon((order, progress) -> {
            performed.add(order);
            return new Outcome("all well\n", 3);
        });

        Outcome outcome = asking(wait -> {
                    daemon.step();
                    return true;
                })
                .ask(ORDER, () -> false);

        assertThat(outcome).isEqualTo(new Outcome("all well\n", 3));
        assertThat(performed).containsExactly(ORDER);
        assertThat(table.open()).isEmpty();
    }

    @Test
    void everyOrder_survivesTheTable() {
        List<Order> orders = List.of(
                new Order.Sync(true),
                ORDER,
                new Order.Requeue("front", List.of("a", "b"), false),
                new Order.Replay(List.of(4L, 5L), false),
                new Order.Accept(List.of(4L), "jan", "asked", false),
                new Order.AcceptLoss("front", List.of("5-7"), "jan", "asked", true),
                new Order.Examine(null, true));
        orders.forEach(order -> askingStore.commands().ask(order, NOW));

        assertThat(table.open()).extracting(Asked::order).containsExactlyElementsOf(orders);
    }

    @Test
    void progress_isShownWhileItRuns() {
        DeviceProgress half = new DeviceProgress("front", 10, 0.5, 2, 5);
        long id = askingStore.commands().ask(ORDER, NOW);
        table.begin(NOW);
        table.beat(id, List.of(half), NOW);

        int[] waits = {0};
        Outcome outcome = asking(wait -> {
                    if (++waits[0] == 2) {
                        table.beat(2, List.of(half), NOW);
                    }
                    if (waits[0] == 1) {
                        table.begin(NOW);
                    }
                    if (waits[0] == 3) {
                        table.finish(2, State.DONE, new Outcome("", 0), NOW);
                    }
                    return true;
                })
                .ask(ORDER, () -> false);

        assertThat(outcome).isNotNull();
        assertThat(shown).containsExactly(List.of(half));
        assertThat(said).contains("The running agent has begun.");
    }

    @Test
    void interrupted_beforeItBegins_withdraws() {
        Outcome outcome = asking(wait -> false).ask(ORDER, () -> false);

        assertThat(outcome.exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        assertThat(said).anyMatch(line -> line.contains("Withdrawn"));
        assertThat(table.begin(NOW)).isNull();
        assertThat(table.find(1).state()).isEqualTo(State.WITHDRAWN);
    }

    @Test
    void interrupted_whileItRuns_leavesItRunning() {
        asking(wait -> {
                    table.begin(NOW);
                    return false;
                })
                .ask(ORDER, () -> false);

        assertThat(said).anyMatch(line -> line.contains("goes on with it"));
        assertThat(table.find(1).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void endedAgent_isWaitedForAWhile_thenTheCommandIsTakenOver() {
        List<Duration> waits = new ArrayList<>();
        Handover asking = asking(wait -> {
            waits.add(wait);
            return true;
        });

        assertThat(asking.ask(ORDER, () -> true)).isNull();
        asking.takeOver();

        assertThat(waits).hasSize(4);
        assertThat(said).anyMatch(line -> line.contains("has ended"));
        assertThat(table.begin(NOW)).isNull();
    }

    @Test
    void agentThatComesBackInTime_doesTheWork() {
        AtomicBoolean free = new AtomicBoolean(true);
        CommandTask daemon = daemon((order, progress) -> new Outcome("done\n", 0));
        int[] waits = {0};

        Outcome outcome = asking(wait -> {
                    if (++waits[0] == 2) {
                        free.set(false);
                        daemon.resume();
                        daemon.step();
                    }
                    return true;
                })
                .ask(ORDER, free::get);

        assertThat(outcome).isEqualTo(new Outcome("done\n", 0));
    }

    @Test
    void whatAnEndedAgentLeft_isRepeated_orFailsWhereThatWouldHarm() {
        long repeatable = askingStore.commands().ask(ORDER, NOW);
        long harmful = askingStore.commands().ask(new Order.Examine("front", false), NOW);
        table.begin(NOW);
        table.begin(NOW);

        CommandTask daemon = daemon((order, progress) -> {
            performed.add(order);
            return new Outcome("", 0);
        });
        daemon.resume();
        while (daemon.step().isZero()) {
            assertThat(performed.size()).isLessThan(5);
        }

        assertThat(performed).containsExactly(ORDER);
        assertThat(table.find(repeatable).state()).isEqualTo(State.DONE);
        assertThat(table.find(harmful).state()).isEqualTo(State.FAILED);
        assertThat(table.find(harmful).outcome().text()).contains("Give the command again");
    }

    @Test
    void failingCommand_isReported_andTheNextOneIsCarriedOut() {
        askingStore.commands().ask(ORDER, NOW);
        askingStore.commands().ask(new Order.Sync(false), NOW);
        CommandTask daemon = daemon((order, progress) -> {
            if (order instanceof Order.Backfill) {
                throw new IllegalStateException("no disk");
            }
            return new Outcome("synced\n", 0);
        });

        daemon.step();
        daemon.step();

        assertThat(table.find(1).state()).isEqualTo(State.FAILED);
        assertThat(table.find(1).outcome().text()).contains("no disk");
        assertThat(table.find(2).outcome()).isEqualTo(new Outcome("synced\n", 0));
    }

    @Test
    void stoppedAgent_leavesItsCommandToTheNextOne() {
        askingStore.commands().ask(ORDER, NOW);
        CommandTask stopped = new CommandTask(
                table, (order, progress) -> new Outcome("cut short\n", 1), InstantSource.fixed(NOW), POLL, () -> true);
        stopped.step();

        assertThat(table.find(1).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void idleAgent_asksOnlyWhetherSomethingChanged() {
        CommandTask daemon = daemon((order, progress) -> new Outcome("", 0));
        daemon.step();

        assertThat(daemon.step()).isEqualTo(POLL);
        table.changed();
        assertThat(table.changed()).isFalse();
        askingStore.commands().ask(ORDER, NOW);
        assertThat(table.changed()).isTrue();
    }

    @Test
    void commandOfAnotherVersion_isRefusedWithTheReason() {
        Order foreign = new Order.Sync(false);
        long id = askingStore.commands().ask(foreign, NOW);
        assertThat(OrderJson.read("reticulate", "{}")).isNull();
        assertThat(OrderJson.read("sync", "not json")).isNull();
        assertThat(OrderJson.read("sync", "{\"json\":true,\"later\":1}")).isEqualTo(new Order.Sync(true));
        assertThat(table.find(id).order()).isEqualTo(foreign);
    }

    private CommandTask daemon(Performer performer) {
        return new CommandTask(table, performer, InstantSource.fixed(NOW), POLL, () -> false);
    }

    private Handover asking(Pause pause) {
        return new Handover(
                askingStore.commands(),
                new Handover.Console(said::add, shown::add),
                pause,
                InstantSource.fixed(NOW),
                new Handover.Patience(POLL, Duration.ofSeconds(2)));
    }
}
