package dev.rollcall.receiver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.exchange.TalliesMessage.Count;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Statement;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.ingest.Introduction;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import dev.rollcall.receiver.web.ExchangeJson;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of days, on both databases. All devices are heard of first on 3 November 2026; it is 1 December. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CompletenessContract {

    private static final Instant KNOWN = Instant.parse("2026-11-03T09:00:00Z");
    private static final Instant NOW = Instant.parse("2026-12-01T09:00:00Z");
    private static final AskedDays NOVEMBER = asked("2026-11-01", "2026-12-01");

    private static final TallySum CHANGED = new TallySum(3, "1f".repeat(16));

    private Database database;
    private JdbcStore store;
    private ProofBook book;
    private Completeness completeness;
    private Statements statements;
    private Instant now = NOW;

    abstract DatabaseSettings settings(Path folder);

    @BeforeAll
    void open(@TempDir Path folder) {
        database = Stores.open(settings(folder));
        store = JdbcStore.in(database, KNOWN);
        book = new ProofBook(store, () -> now, new ExchangeJson(), new Introduction(1000));
        completeness = new Completeness(store, book, () -> now);
        statements = new Statements(store, () -> now, completeness, new Signer(store, () -> now));
    }

    @AfterAll
    void close() {
        database.close();
    }

    @BeforeEach
    void today() {
        now = NOW;
    }

    @Test
    void eachDayAskedFor_hasALine_comparedOrNot() {
        known("ASKED0001", "Europe/Berlin");
        tell("ASKED0001", "2026-11-06T02:30:00", complete("2026-11-04"), complete("2026-11-05"));

        DeviceLine line = of("ASKED0001", NOVEMBER);

        assertThat(line.from()).isEqualTo("2026-11-01");
        assertThat(line.to()).isEqualTo("2026-12-01");
        assertThat(line.days())
                .hasSize(30)
                .extracting(DayLine::verdict)
                .containsOnly("COMPLETE", "UNKNOWN")
                .filteredOn("COMPLETE"::equals)
                .hasSize(2);
        assertThat(day(line, "2026-11-02").why()).isEqualTo("nothing is known of this device before 2026-11-03");
        assertThat(day(line, "2026-11-03").why()).isEqualTo("no agent has compared this day yet");
        assertThat(day(line, "2026-11-04").why()).isNull();
        assertThat(day(line, "2026-11-30").why()).isEqualTo("no agent has compared this day yet");
        assertThat(day(line, "2026-11-30").receiverSays()).isZero();
    }

    /** Nobody ever told or sent anything of it. */
    @Test
    void deviceThatOnlyHasAName_hasALineForEachDay() {
        known("NOTHING01", null);

        assertThat(of("NOTHING01", NOVEMBER).days())
                .hasSize(30)
                .allMatch(day -> day.verdict().equals("UNKNOWN"));
    }

    @Test
    void daysThatAreToCome_areTold_ifTheyAreAskedFor() {
        known("COMING001", "Europe/Berlin");

        DeviceLine line = of("COMING001", asked("2026-11-30", "2026-12-04"));

        assertThat(line.days()).hasSize(4);
        assertThat(day(line, "2026-12-01").why()).isEqualTo("no agent has compared this day yet");
        assertThat(day(line, "2026-12-02").why()).isEqualTo("this day has not begun by the device's clock");
    }

    /** A zone that is not known is taken to be the one where days begin first. */
    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin,2026-12-01",
        "America/Los_Angeles,2026-12-01",
        "Pacific/Kiritimati,2026-12-01",
        ",2026-12-01"
    })
    void daysWithoutAnEnd_endWithTheDevicesToday(@Nullable String zone, String last) {
        String key = "TODAY" + (zone == null ? "" : zone.substring(zone.indexOf('/') + 1));
        known(key, zone);

        DeviceLine line = of(key, new AskedDays(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-12-03"), false));

        assertThat(line.days().get(line.days().size() - 1).day()).isEqualTo(last);
        assertThat(line.to()).isEqualTo(LocalDate.parse(last).plusDays(1).toString());
        now = Instant.parse("2026-12-01T23:00:00Z");
        assertThat(of(key, new AskedDays(LocalDate.parse("2026-11-20"), LocalDate.parse("2026-12-03"), false))
                        .to())
                .isEqualTo(zone == null || !zone.startsWith("America") ? "2026-12-03" : "2026-12-02");
    }

    @Test
    void eventsOfDaysThatAreToCome_areTold() {
        known("AHEAD0001", "America/Los_Angeles");
        store("AHEAD0001", "2026-12-02T08:00:00", 1);

        DeviceLine line =
                of("AHEAD0001", new AskedDays(LocalDate.parse("2026-11-30"), LocalDate.parse("2026-12-03"), false));

        assertThat(line.to()).isEqualTo("2026-12-03");
        assertThat(day(line, "2026-12-02").receiverSays()).isEqualTo(1);
    }

    @Test
    void eventsFromBeforeTheDeviceWasKnown_makeItKnownThen() {
        known("EARLIER01", "Europe/Berlin");
        store("EARLIER01", "2026-10-20T08:00:00", 1);

        assertThat(day(of("EARLIER01", NOVEMBER), "2026-11-01").why()).isEqualTo("no agent has compared this day yet");
        assertThat(day(of("EARLIER01", asked("2026-10-01", "2026-11-01")), "2026-10-19")
                        .why())
                .isEqualTo("nothing is known of this device before 2026-10-20");
    }

    @Test
    void moreLinesThanAMemoryHolds_areRefused() {
        known("BOUND0001", null);
        known("BOUND0002", null);

        assertThatThrownBy(() -> completeness.of(null, asked("0001-01-01", "9999-12-31")))
                .isInstanceOf(TooManyDaysException.class)
                .hasMessageContaining("devices");
        Completeness.Part part = completeness.part(key -> key.key().value().startsWith("BOUND"), NOVEMBER, 59);
        assertThat(part.devices()).extracting(DeviceLine::device).containsExactly("BOUND0001");
        assertThat(part.all()).isEqualTo(2);
    }

    @Test
    void statement_saysWhatWasAsked_andHasEachDay() {
        known("STATED100", "Europe/Berlin");
        tell("STATED100", "2026-11-06T02:30:00", complete("2026-11-04"));

        SignedStatement signed = statements.of("STATED100", NOVEMBER).orElseThrow();

        Statement statement = signed.statement();
        assertThat(statement.from()).isEqualTo("2026-11-01");
        assertThat(statement.to()).isEqualTo("2026-12-01");
        assertThat(statement.days()).hasSize(30);
        assertThat(statement.days().get(29).why()).isEqualTo("no agent has compared this day yet");
        assertThat(statement.canonical()).contains("\nfrom: 2026-11-01\n", "\nto: 2026-12-01\n");
        assertThat(Signer.isGenuine(signed)).isTrue();
        assertThat(Signer.isGenuine(asked(signed, "2026-11-04", "2026-11-05"))).isFalse();
        assertThat(Signer.isGenuine(asked(signed, null, null))).isFalse();
    }

    @Test
    void whatIsMissing_isNamedInTheStatement() {
        known("STATED101", "Europe/Berlin");
        Finding gap = new Finding(
                Finding.Kind.OVERWRITTEN, null, 5L, 9L, LocalDateTime.parse("2026-08-03T09:00:00"), Finding.State.OPEN);
        Finding row = new Finding(
                Finding.Kind.WAITING, null, 17L, null, LocalDateTime.parse("2026-11-04T09:00:00"), Finding.State.OPEN);
        tell(
                "STATED101",
                "2026-08-03T09:00:00",
                List.of(gap, gap.as(Finding.State.REPAIRED)),
                proof("2026-11-04", TallySum.ZERO, true, List.of(row)));

        Statement statement = statements.of("STATED101", NOVEMBER).orElseThrow().statement();

        assertThat(statement.missing()).containsExactly(gap.toString(), row.toString());
        assertThat(statement.canonical()).contains("\nmissing: " + gap + "\n");
    }

    /** A backup was restored: nobody compares the days of the summer again, and every night the agent tells "until now". */
    @Test
    void completeUntil_endsWithTheFirstDayWhoseEventsWent() {
        known("LOST00001", "Europe/Berlin");
        List<ProofMessage.Day> days = new ArrayList<>();
        for (LocalDate day = LocalDate.parse("2025-06-01");
                day.isBefore(LocalDate.parse("2026-12-01"));
                day = day.plusDays(1)) {
            boolean lost = day.toString().equals("2026-06-17");
            days.add(proof(day.toString(), lost ? CHANGED : TallySum.ZERO, true, List.of()));
        }
        tell("LOST00001", "2026-12-01T02:30:00", days.toArray(ProofMessage.Day[]::new));

        DeviceLine line = of("LOST00001", NOVEMBER);

        assertThat(line.completeUntil()).isEqualTo("2026-06-17T00:00:00");
        assertThat(line.heldBack())
                .isEqualTo("2026-06-17 is not complete: events came or went since the last comparison;"
                        + " the next one tells whether it is complete");
        assertThat(statements
                        .of("LOST00001", NOVEMBER)
                        .orElseThrow()
                        .statement()
                        .completeUntil())
                .isEqualTo("2026-06-17T00:00:00");
    }

    @Test
    void completeUntil_isNeverBeyondADayThatNobodyCompared() {
        known("HOLE00001", "Europe/Berlin");
        tell("HOLE00001", "2026-12-01T02:30:00", complete("2026-11-04"), complete("2026-11-06"), begun("2026-12-01"));

        DeviceLine line = of("HOLE00001", NOVEMBER);

        assertThat(line.completeUntil()).isEqualTo("2026-11-05T00:00:00");
        assertThat(line.heldBack()).isEqualTo("2026-11-05 is not complete: no agent has compared this day yet");
    }

    @Test
    void completeUntil_isNeverBeyondWhatIsMissing_whateverTheAgentTold() {
        known("MISSING01", "Europe/Berlin");
        Finding gap = new Finding(
                Finding.Kind.OVERWRITTEN, null, 5L, 9L, LocalDateTime.parse("2026-11-04T14:02:00"), Finding.State.OPEN);
        tell(
                "MISSING01",
                "2026-11-06T02:30:00",
                proof("2026-11-04", TallySum.ZERO, true, List.of(gap)),
                complete("2026-11-05"),
                begun("2026-11-06"));

        DeviceLine line = of("MISSING01", NOVEMBER);

        assertThat(line.completeUntil()).isEqualTo("2026-11-04T14:02:00");
        assertThat(line.heldBack()).isEqualTo("2026-11-04 is not complete: " + gap);
    }

    /** Such as one that is put up with the time of the factory, and gets its own after the first night. */
    @ParameterizedTest
    @CsvSource({"2026-11-03,2026-12-01T02:30:00", "2026-11-05,2026-11-03T00:00:00", "2026-10-07,2026-10-07T00:00:00"})
    void completeUntil_isNotHeldBackByAClockThatLostItsTime_butFromTheFirstDayOn(String firstCompared, String until) {
        String key = "LOSTTIME" + firstCompared.substring(9);
        known(key, "Europe/Berlin");
        List<ProofMessage.Day> days = new ArrayList<>(List.of(complete("1969-12-31"), complete("1970-01-01")));
        LocalDate.parse(firstCompared)
                .datesUntil(LocalDate.parse("2026-12-01"))
                .map(LocalDate::toString)
                .forEach(day ->
                        days.add(day.startsWith("2026-10") ? proof(day, CHANGED, true, List.of()) : complete(day)));
        days.add(begun("2026-12-01"));
        tell(key, "2026-12-01T02:30:00", days.toArray(ProofMessage.Day[]::new));

        assertThat(of(key, NOVEMBER).completeUntil()).isEqualTo(until);
    }

    @Test
    void completeUntil_isWithinTheDayThatIsNotOver() {
        known("BEGUN0001", "Europe/Berlin");
        tell("BEGUN0001", "2026-11-06T02:30:00", complete("2026-11-05"), begun("2026-11-06"));
        store("BEGUN0001", "2026-11-06T08:00:00", 1);

        assertThat(of("BEGUN0001", NOVEMBER).completeUntil()).isEqualTo("2026-11-06T02:30:00");
        assertThat(of("BEGUN0001", NOVEMBER).heldBack()).isNull();

        // The next night a later day was compared, and this one not again.
        tell("BEGUN0001", "2026-11-07T02:30:00", begun("2026-11-07"));
        assertThat(of("BEGUN0001", NOVEMBER).completeUntil()).isEqualTo("2026-11-06T00:00:00");
    }

    @Test
    void completeUntil_withoutAnyComparedDay_isNone() {
        known("WITHOUT01", "Europe/Berlin");
        tell("WITHOUT01", "2026-12-01T02:30:00");

        assertThat(of("WITHOUT01", NOVEMBER).completeUntil()).isNull();
        assertThat(of("WITHOUT01", NOVEMBER).heldBack()).isEqualTo("no agent has told of any day that it compared");
    }

    @Test
    void comparison_isOld_afterTwoDays() {
        known("STALE0001", "Europe/Berlin");
        now = Instant.parse("2026-11-06T02:30:00Z");
        tell("STALE0001", "2026-11-06T02:30:00", complete("2026-11-05"), begun("2026-11-06"));

        now = Instant.parse("2026-11-08T02:29:59Z");
        assertThat(of("STALE0001", NOVEMBER).stale()).isFalse();
        now = Instant.parse("2026-11-08T02:30:01Z");
        assertThat(of("STALE0001", NOVEMBER).stale()).isTrue();
    }

    private void known(String key, @Nullable String zone) {
        store.write(unit -> unit.devices().add(DeviceKey.of(key), key, null, zone, KNOWN));
    }

    private void store(String key, String wallClock, long serial) {
        store.write(unit -> EventIngest.ingest(
                unit,
                unit.devices().lock(DeviceKey.of(key), KNOWN),
                List.of(Punch.at(key).serial(serial).time(wallClock).observation()),
                KNOWN));
    }

    private void tell(String key, String until, ProofMessage.Day... days) {
        tell(key, until, List.of(), days);
    }

    private void tell(String key, String until, List<Finding> findings, ProofMessage.Day... days) {
        book.keep(
                "office",
                List.of(new ProofMessage(
                        key, now.toString(), until, List.of(), ProofMessages.toMessages(findings), List.of(days))));
    }

    private static ProofMessage.Day complete(String day) {
        return proof(day, TallySum.ZERO, true, List.of());
    }

    private static ProofMessage.Day begun(String day) {
        return proof(day, TallySum.ZERO, false, List.of());
    }

    private static ProofMessage.Day proof(String day, TallySum sum, boolean over, List<Finding> findings) {
        Count count = ProofMessages.count(null, sum);
        return new ProofMessage.Day(
                day, "COUNTED", 7L, 7, count, count, true, over, ProofMessages.toMessages(findings));
    }

    private DeviceLine of(String key, AskedDays days) {
        return completeness.of(key, days).get(0);
    }

    private static DayLine day(DeviceLine line, String day) {
        return line.days().stream()
                .filter(one -> one.day().equals(day))
                .findFirst()
                .orElseThrow();
    }

    private static AskedDays asked(String from, String to) {
        return new AskedDays(LocalDate.parse(from), LocalDate.parse(to), true);
    }

    private static SignedStatement asked(SignedStatement signed, @Nullable String from, @Nullable String to) {
        Statement stated = signed.statement();
        Statement other = new Statement(
                stated.store(),
                stated.device(),
                from,
                to,
                stated.issuedAt(),
                stated.completeUntil(),
                stated.checkedAt(),
                stated.missing(),
                stated.days());
        return new SignedStatement(other.form(), other, signed.algorithm(), signed.publicKey(), signed.signature());
    }
}
