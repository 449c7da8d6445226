package dev.rollcall.receiver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Statement;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of days, on both databases. All devices are heard of first on 3 November 2026; it is 1 December. */
abstract class CompletenessContract extends ProofFixture {

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

    /** Somebody looked into an old day by hand: the years from then on are not compared, and have punches. */
    @Test
    void completeUntil_isNeverBeyondPunchesThatNobodyCompared() {
        known("OLDPUNCH1", "Europe/Berlin");
        store("OLDPUNCH1", "2025-03-05T08:00:00", 1);
        List<ProofMessage.Day> days = new ArrayList<>(List.of(complete("2025-01-02")));
        LocalDate.parse("2026-10-27")
                .datesUntil(LocalDate.parse("2026-12-01"))
                .forEach(day -> days.add(complete(day.toString())));
        tell("OLDPUNCH1", "2026-12-01T02:30:00", days.toArray(ProofMessage.Day[]::new));

        DeviceLine line = of("OLDPUNCH1", NOVEMBER);

        assertThat(line.completeUntil()).isEqualTo("2025-01-03T00:00:00");
        assertThat(line.heldBack()).isEqualTo("2025-01-03 is not complete: no agent has compared this day yet");
    }

    /** Something is missing at 15:00; somebody deletes the row of 09:00. */
    @Test
    void completeUntil_isNeverBeyondRowsThatWent_alsoOnADayThatIsIncompleteAnyway() {
        known("VANISHED1", "Europe/Berlin");
        store("VANISHED1", "2026-11-04T09:00:00", 1);
        store("VANISHED1", "2026-11-04T10:00:00", 2);
        Finding blocked = new Finding(
                Finding.Kind.BLOCKED, null, 7L, null, LocalDateTime.parse("2026-11-04T15:00:00"), Finding.State.OPEN);
        tell(
                "VANISHED1",
                "2026-11-04T15:00:00",
                complete("2026-11-03"),
                proof("2026-11-04", sum("VANISHED1", "2026-11-04"), true, List.of(blocked)),
                begun("2026-11-05"));
        assertThat(of("VANISHED1", NOVEMBER).completeUntil()).isEqualTo("2026-11-04T15:00:00");
        assertThat(stated("VANISHED1").completeUntil()).isEqualTo("2026-11-04T15:00:00");

        delete("VANISHED1", 1);
        assertThat(stated("VANISHED1").days().get(3).why()).contains("changed by hand");
        assertThat(stated("VANISHED1").completeUntil()).isEqualTo("2026-11-04T00:00:00");

        new Recount(store, () -> now).all(device("VANISHED1"));
        DeviceLine line = of("VANISHED1", NOVEMBER);
        assertThat(line.completeUntil()).isEqualTo("2026-11-04T00:00:00");
        assertThat(line.heldBack())
                .isEqualTo("2026-11-04 is not complete: events came or went since the last comparison;"
                        + " the next one tells whether it is complete");
        assertThat(stated("VANISHED1").completeUntil()).isEqualTo("2026-11-04T00:00:00");
    }

    /** Each row fits its own digest, and there are as many as there should be: another's row was put in its place. */
    @Test
    void rowsOfADay_areStatedOnlyIfTheyAreThoseThatWereCounted() {
        known("SWAPPED01", "Europe/Berlin");
        store("SWAPPED01", "2026-11-04T09:00:00", 1);
        store("SWAPPED01", "2026-11-04T10:00:00", 2);
        tell(
                "SWAPPED01",
                "2026-11-05T02:30:00",
                complete("2026-11-03"),
                proof("2026-11-04", sum("SWAPPED01", "2026-11-04"), true, List.of()),
                begun("2026-11-05"));
        assertThat(stated("SWAPPED01").days().get(3).verdict()).isEqualTo("COMPLETE");

        String counted = sum("SWAPPED01", "2026-11-04").hash();
        RowCount.execute(
                database,
                "update @tally set lane0 = lane0 + 1 where hour = (select min(hour) from @tally where device_id = "
                        + device("SWAPPED01").id() + ") and device_id = "
                        + device("SWAPPED01").id());
        RowCount.execute(
                database,
                "update @proof_day set told = replace(told, '" + counted + "', '"
                        + sum("SWAPPED01", "2026-11-04").hash() + "') where device_id = "
                        + device("SWAPPED01").id());
        assertThat(day(of("SWAPPED01", NOVEMBER), "2026-11-04").verdict()).isEqualTo("COMPLETE");

        assertThat(stated("SWAPPED01").days().get(3).verdict()).isEqualTo("INCOMPLETE");
        assertThat(stated("SWAPPED01").completeUntil()).isEqualTo("2026-11-04T00:00:00");
    }

    private Statement stated(String key) {
        return statements.of(key, NOVEMBER).orElseThrow().statement();
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
