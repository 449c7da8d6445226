package dev.rollcall.agent.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.collect.Collector;
import dev.rollcall.agent.collect.Terminal;
import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.Acceptance;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.reconcile.VerifyReport.DeviceResult;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.FakeTerminal;
import dev.rollcall.agent.testing.SimulatedWorld;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesAnswer.Difference;
import dev.rollcall.attendance.exchange.TalliesAnswer.Held;
import dev.rollcall.attendance.exchange.TalliesMessage;
import dev.rollcall.attendance.exchange.TalliesMessage.Count;
import dev.rollcall.attendance.exchange.TalliesMessage.Level;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Verdict;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Device, journal and receiver compared, in one thread. */
class VerificationTest {

    private static final LocalDate DAY = LocalDate.parse("2026-11-22");
    private static final LocalDateTime MORNING = DAY.atTime(8, 0);
    private static final String KEY = Events.DEVICE.value();
    private static final String HASH = "0".repeat(32);

    @TempDir
    private Path folder;

    private final SimulatedWorld world = new SimulatedWorld(Instant.parse("2026-11-23T03:30:30Z"));
    private final FakeTerminal terminal = new FakeTerminal(world, 10);
    private SqliteStore store;
    private TallyReceiver receiver = message -> new TalliesAnswer(true, "s", List.of());

    @BeforeEach
    void open() {
        store = SqliteStore.open(folder.resolve("journal.db"), world);
    }

    @AfterEach
    void close() {
        store.close();
    }

    private VerifyReport verify() {
        DeviceConfig front = new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
        Terminal one = new Terminal(front, terminal);
        Collector rules = new Collector(
                store.journal(),
                new CollectPolicy(Duration.ofHours(5), Duration.ofMinutes(2), Duration.ofDays(1), 20, 5),
                world,
                StepListener.NONE,
                Crew.ALONE);
        VerifyScope scope = new VerifyScope(DAY, DAY.plusDays(1), 1, false, true, true);
        Verification.Work work = new Work(() -> rules.collect(one));
        return new Verification(rules, store.tallies(), receiver, "agent", world, work).run(List.of(one), scope);
    }

    /** One thing after the other. */
    private final class Work implements Verification.Work {

        private final Runnable pass;

        Work(Runnable pass) {
            this.pass = pass;
        }

        @Override
        public void reading(Runnable reading) {
            reading.run();
            deliver();
        }

        @Override
        public void checkJournal() {
            store.verifyAll();
        }

        @Override
        public void pass() {
            pass.run();
        }

        @Override
        public void deliver() {
            ClaimedBatch batch = store.outbox().claim(500, Set.of(), "b");
            while (batch != null) {
                List<OutcomeMessage> outcomes = batch.events().stream()
                        .map(event -> new OutcomeMessage(
                                event.id().hex(), "STORED", event.id().hex(), null))
                        .toList();
                ReceiptMessage receipt =
                        new ReceiptMessage(true, "b", outcomes.size(), outcomes.size(), 0, List.of(), outcomes, "s");
                store.outbox().settle(batch, receipt, "1", world.instant());
                batch = store.outbox().claim(500, Set.of(), "b");
            }
        }

        @Override
        public <T> List<T> doAll(List<Supplier<T>> all) {
            return all.stream().map(Supplier::get).toList();
        }
    }

    private void punches() {
        for (int number = 0; number < 12; number++) {
            terminal.punchAt(MORNING.plusMinutes(5L * number));
        }
    }

    private static DeviceResult only(VerifyReport report) {
        assertThat(report.devices()).hasSize(1);
        return report.devices().get(0);
    }

    @Test
    void dayThatAllAgreeOn_isComplete() {
        punches();

        assertThat(verify().text()).contains("2026-11-22  complete", "Complete.");
    }

    @Test
    void terminalThatRefusesAllClassesAtOnce_isComparedAllTheSame() {
        punches();
        terminal.refuseMajors(0);

        DeviceResult result = only(verify());

        assertThat(result.problem()).isNull();
        assertThat(result.days()).extracting(DayProof::verdict).containsOnly(Verdict.COMPLETE);
    }

    @Test
    void eventOfADaysLastSecond_isOfThatDay_howeverTheTerminalEndsAPiece() {
        punches();
        terminal.punchAt(DAY.atTime(23, 59, 59));

        DeviceResult result = only(verify());

        assertThat(result.allFindings()).isEmpty();
        assertThat(result.days()).extracting(DayProof::verdict).containsOnly(Verdict.COMPLETE);
    }

    @Test
    void rowsThatLostTheirIds_areFindingsOfTheirOwn() throws SQLException {
        punches();
        verify();
        store.close();
        try (Connection raw = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                Statement statement = raw.createStatement()) {
            statement.execute("update event set id = 'no id ' || serial_no where serial_no in (2, 3, 4)");
        }
        open();

        DeviceResult result = only(verify());

        assertThat(result.allFindings())
                .filteredOn(finding -> finding.kind() == Finding.Kind.DAMAGED_IN_JOURNAL)
                .extracting(Finding::serialNo)
                .containsExactlyInAnyOrder(2L, 3L, 4L);
    }

    @Test
    void dayWithARecordThatIsNotUnderstood_isIncomplete_untilItIsUnderstood() {
        punches();
        terminal.garble(4L, 7L);

        DeviceResult result = only(verify());

        assertThat(result.days()).extracting(DayProof::verdict).containsOnly(Verdict.INCOMPLETE);
        assertThat(result.days().get(0).findings())
                .allMatch(finding -> finding.kind() == Finding.Kind.QUARANTINED
                        && finding.wallClock().equals(DAY.atStartOfDay()))
                .extracting(Finding::serialNo)
                .containsExactlyInAnyOrder(4L, 7L);
        assertThat(result.days().get(0).device().events()).isEqualTo(12);
        assertThat(result.completeUntil()).isEqualTo(DAY.atStartOfDay().toString());

        terminal.garble();
        store.quarantine().held(-1, 10).forEach(held -> store.quarantine().release(held, List.of()));

        result = only(verify());
        assertThat(result.days()).extracting(DayProof::verdict).containsOnly(Verdict.COMPLETE);
        assertThat(result.completeUntil()).isNotNull();
    }

    @Test
    void acceptedRecord_holdsNothingBack_andItsDaySaysSo() {
        punches();
        terminal.garble(4L, 7L);
        assertThat(verify().exitCode()).isEqualTo(ExitCode.INCOMPLETE);
        accept(store.quarantine().held(-1, 1).get(0).id());
        assertThat(verify().exitCode()).as("the other one").isEqualTo(ExitCode.INCOMPLETE);

        store.quarantine().held(-1, 10).forEach(held -> accept(held.id()));
        VerifyReport report = verify();

        DeviceResult result = only(report);
        assertThat(report.exitCode()).as("%s", report.text()).isEqualTo(ExitCode.FINE);
        assertThat(result.completeUntil()).isGreaterThan(DAY.plusDays(1).toString());
        assertThat(result.days()).extracting(DayProof::verdict).containsOnly(Verdict.COMPLETE);
        assertThat(report.text()).contains("serial 4").contains("a person has accepted that");
        assertThat(result.days().get(0).device().how())
                .as("the number is no proof")
                .isEqualTo(DeviceSays.How.READ);
    }

    private void accept(long id) {
        store.quarantine().accept(id, new Acceptance(world.instant(), "jan", "asked"));
    }

    static Stream<Difference> nonsense() {
        return Stream.of(
                new Difference("OTHER", "DIFFERENT", null, null, null, null),
                new Difference(" ", "DIFFERENT", null, null, null, null),
                new Difference(KEY, "DIFFERENT", List.of(new Count(null, 1, HASH)), null, null, null),
                new Difference(KEY, "DIFFERENT", List.of(new Count("some day", 1, HASH)), null, null, null),
                new Difference(KEY, "DIFFERENT", List.of(new Count("2026-11-22", 1, "hash")), null, null, null),
                new Difference(KEY, "DIFFERENT", List.of(new Count("2026-11-22", 1, HASH)), "noon", null, null),
                new Difference(
                        KEY,
                        "DIFFERENT",
                        List.of(new Count("2026-11-22", 1, HASH)),
                        "2026-11-22T08",
                        List.of("x"),
                        null),
                new Difference(
                        KEY,
                        "DIFFERENT",
                        List.of(new Count("2026-11-22", 1, HASH)),
                        "2026-11-22T08",
                        null,
                        List.of(new Held("x", HASH, 1L, "2026-11-22T08:00:00", true, null))),
                new Difference(
                        KEY,
                        "DIFFERENT",
                        List.of(new Count("2026-11-22", 1, HASH)),
                        "2026-11-22T08",
                        null,
                        List.of(new Held(HASH, HASH, 1L, "noon", true, null))));
    }

    /** It is a reason why nothing was compared, and no failure of the comparison. */
    @ParameterizedTest
    @MethodSource("nonsense")
    void answerThatMakesNoSense_isAReason(Difference nonsense) {
        punches();
        receiver = message -> new TalliesAnswer(true, "s", List.of(fitting(message, nonsense)));

        VerifyReport report = verify();

        assertThat(report.problem()).isNotNull();
        assertThat(report.exitCode()).isNotZero();
        assertThat(only(report).days()).extracting(DayProof::compared).containsOnly(false);
    }

    /** Names the hour where hours are asked for, so that the nonsense of a level is met at that level. */
    private static Difference fitting(TalliesMessage message, Difference nonsense) {
        boolean hours =
                message.windows().stream().anyMatch(window -> window.level().equals(Level.HOUR.name()));
        return hours && nonsense.at() != null
                ? new Difference(
                        nonsense.device(),
                        nonsense.state(),
                        List.of(new Count("2026-11-22T08", 1, HASH)),
                        null,
                        null,
                        null)
                : nonsense;
    }
}
