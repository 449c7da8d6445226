package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.agent.journal.TallyBook.Again;
import dev.rollcall.agent.journal.TallyBook.Row;
import dev.rollcall.agent.journal.TallyBook.Sent;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.reconcile.TalliedEvent;
import dev.rollcall.attendance.reconcile.Tally;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Checkpoint;
import dev.rollcall.attendance.window.DeviceClock;
import dev.rollcall.attendance.window.LogProof;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.attendance.window.SerialRange;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept with each change of a row is what counting all rows gives. */
class HourTalliesTest extends StoreFixture {

    private static final int PAGE = 4096;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void kept_isWhatTheRowsCount_whateverIsStoredSentMergedOrPruned(long seed) {
        Random random = new Random(seed);
        append();
        yearLater();
        for (int step = 0; step < 60; step++) {
            switch (random.nextInt(5)) {
                case 0, 1 -> append(odd(random), odd(random), odd(random));
                case 2 -> settle(random);
                case 3 ->
                    store.tallies()
                            .sendAgain(DEVICE, someSent(random))
                            .pruned()
                            .forEach(row -> store.tallies().forget(row.id(), row.id()));
                default -> {
                    if (random.nextInt(4) == 0) {
                        store.upkeep().prune(Duration.ofDays(90), SEEN.plus(Duration.ofDays(400)), 20);
                    }
                }
            }
            assertThat(store.tallies().recount())
                    .as("hours kept otherwise, step " + step)
                    .isZero();
        }
        assertThat(store.tallies().journal(DEVICE).total().events()).isPositive();
        assertThat(store.facts().health().pruned()).isPositive();
    }

    private static Observation odd(Random random) {
        long number = 1 + random.nextInt(12);
        Channel channel = random.nextInt(3) == 0 ? Channel.LISTENER : Channel.POLL;
        LocalDateTime at = MORNING.plusMinutes(number).plusHours(random.nextInt(6) == 0 ? 1 : 0);
        String person = random.nextInt(6) == 0 ? "666" : "7";
        return Events.punch(DEVICE, number, at, person, channel);
    }

    private List<EventId> someSent(Random random) {
        List<EventId> ids = new ArrayList<>();
        for (LocalDateTime hour : store.tallies().sent(DEVICE).hours().keySet()) {
            for (Sent sent : store.tallies().sentEvents(DEVICE, hour)) {
                if (random.nextInt(5) == 0) {
                    ids.add(sent.key().id());
                }
            }
        }
        return ids;
    }

    /** A receiver that stored some of them before, under other ids, times and persons. */
    private void settle(Random random) {
        ClaimedBatch batch = store.outbox().claim(4, Set.of(), UUID.randomUUID().toString());
        if (batch == null) {
            return;
        }
        List<OutcomeMessage> outcomes = batch.events().stream()
                .map(event -> OddOutcomes.of(event.id().hex(), event.observation(), random))
                .toList();
        store.outbox()
                .settle(
                        batch,
                        new ReceiptMessage(true, batch.batchId(), outcomes.size(), 0, 0, List.of(), outcomes, "s"),
                        "1",
                        SEEN);
    }

    @Test
    void journal_countsEveryRecord_sentOnlyWhatWasAcknowledged() {
        punches(1, 20);

        assertThat(store.tallies().journal(DEVICE)).isEqualTo(expected(1, 20));
        assertThat(store.tallies().sent(DEVICE)).isEqualTo(TallySheet.EMPTY);

        deliver();

        assertThat(store.tallies().sent(DEVICE)).isEqualTo(expected(1, 20));
        assertThat(store.tallies().undelivered(DEVICE)).isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "not an id"})
    void acknowledgedUnderNoReadableId_countsAsItWasSent_andCanBeSentAgain(String storedAs) {
        punches(1, 3);
        ClaimedBatch batch = store.outbox().claim(4, Set.of(), "b");
        List<OutcomeMessage> outcomes = batch.events().stream()
                .map(event -> new OutcomeMessage(event.id().hex(), "KNOWN", storedAs, null))
                .toList();
        store.outbox().settle(batch, new ReceiptMessage(true, "b", 3, 0, 0, List.of(), outcomes, "s"), "1", SEEN);

        assertThat(store.tallies().sent(DEVICE)).isEqualTo(expected(1, 3));
        assertThat(store.tallies().recount()).isZero();
        EventId second = EventIdentity.idOf(Events.punch(DEVICE, 2).event());
        assertThat(store.tallies().sendAgain(DEVICE, List.of(second)).queued()).isEqualTo(1);
    }

    /** Each page of what is counted begins after the last one, readable or not. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void manyUnreadablePrunedRows_doNotHoldUpTheCount() throws SQLException {
        punches(1, 5);
        deliver();
        yearLater();
        prune();
        raw().execute("""
                insert into pruned_event (id, device, wall_clock, content)
                  with recursive n(i) as (select 1 union all select i + 1 from n where i < 2500)
                  select cast(printf('%016d', i) as blob), 'FX0000001', 'no time', zeroblob(16) from n""");

        assertThat(store.tallies().recount()).isZero();
        assertThat(store.tallies().journal(DEVICE)).isEqualTo(expected(1, 5));
    }

    @Test
    void rebuiltJournal_leavesBehindWhatWasAcknowledgedOnce_ofWhatIsSentAnew() throws Exception {
        punches(1, 5);
        deliver();
        punches(6, 7);
        raw().execute("insert into sent_as select seq, '2026-11-23T10:00:00', '" + "f".repeat(32)
                + "' from event where serial_no in (5, 6)");
        store.close();
        damageTheFile();
        open();

        assertThat(alarms()).contains("journal-rebuilt");
        assertThat(serialsOf(deliver())).contains(6L, 7L);
        assertThat(raw().number("select count(*) from sent_as s join event e on e.seq = s.event where serial_no = 6"))
                .isZero();
        assertThat(store.tallies().recount()).isZero();
        assertThat(store.tallies().journal(DEVICE)).isEqualTo(expected(1, 7));
    }

    /** Of the same numbers in an earlier log nothing was asked. */
    @Test
    void resolvedGap_isThatOfThePresentLog_andWhatIsAbsentIsNotLost() throws SQLException {
        append(Events.punch(DEVICE, 1), Events.punch(DEVICE, 5));
        store.journal().settleGaps(DEVICE, new LogProof(new Anchor(1, MORNING), new Anchor(5, MORNING)), SEEN);
        store.journal().beginLog(DEVICE, new Anchor(5, MORNING.plusSeconds(5)), SEEN.plusSeconds(60));
        raw().execute(
                        "insert into gap select device, 2, first_serial, last_serial, not_before, not_after, kind, noticed_at from gap");

        store.tallies().resolveGap(DEVICE, new SerialRange(2, 4), SerialGap.Kind.ABSENT);

        assertThat(raw().text("select group_concat(epoch || kind) from (select * from gap order by epoch)"))
                .isEqualTo("1DELETED,2ABSENT");
        LogFacts log = store.facts().device(front()).log();
        assertThat(log.lost()).isEqualTo(3);
        assertThat(log.gaps()).extracting(SerialGap::kind).containsExactly(SerialGap.Kind.DELETED);
    }

    private static TallySheet expected(int first, int last) {
        Map<LocalDateTime, Tally> hours = new HashMap<>();
        for (int serial = first; serial <= last; serial++) {
            Observation seen = Events.punch(DEVICE, serial);
            TalliedEvent event = TalliedEvent.of(seen.event(), EventIdentity.idOf(seen.event()));
            hours.merge(event.hour(), event.tally(), Tally::plus);
        }
        return TallySheet.of(hours);
    }

    @Test
    void sendAgain_letsAcknowledgedEventsWait_andTheyCountOnceTheyAreAcknowledged() {
        punches(1, 5);
        deliver();
        EventId third = EventIdentity.idOf(Events.punch(DEVICE, 3).event());

        Again again = store.tallies().sendAgain(DEVICE, List.of(third, EventId.of("0".repeat(32))));

        assertThat(again.queued()).isEqualTo(1);
        assertThat(again.pruned()).isEmpty();
        assertThat(store.tallies().sent(DEVICE).total().events()).isEqualTo(4);
        assertThat(store.tallies().undelivered(DEVICE))
                .singleElement()
                .satisfies(finding -> assertThat(finding.id()).isEqualTo(third));
        assertThat(serialsOf(deliver())).containsExactly(3L);
        assertThat(store.tallies().sent(DEVICE)).isEqualTo(expected(1, 5));
    }

    @Test
    void prunedEvents_stayCounted_andAreForgottenWhenTheDeviceShowsThemAgain() {
        punches(1, 5);
        deliver();
        yearLater();
        prune();

        assertThat(store.facts().health().pruned()).isEqualTo(5);
        assertThat(store.tallies().sent(DEVICE)).isEqualTo(expected(1, 5));
        assertThat(store.tallies().journal(DEVICE)).isEqualTo(expected(1, 5));
        assertThat(store.tallies().recount()).isZero();
        assertThat(store.tallies().sentEvents(DEVICE, TallySheet.hourOf(MORNING)))
                .hasSize(5);

        EventId third = EventIdentity.idOf(Events.punch(DEVICE, 3).event());
        assertThat(store.tallies().knows(third)).isTrue();
        Again again = store.tallies().sendAgain(DEVICE, List.of(third));

        assertThat(again.queued()).isZero();
        assertThat(again.pruned()).extracting(Row::id).containsExactly(third);
        assertThat(store.tallies().knows(third))
                .as("known until the device shows it")
                .isTrue();
        assertThat(store.tallies().sent(DEVICE)).isEqualTo(expected(1, 5));

        store.tallies().forget(third, third);

        assertThat(store.tallies().knows(third)).isFalse();
        assertThat(store.tallies().sent(DEVICE).total().events()).isEqualTo(4);
        append(Events.punch(DEVICE, 3));
        assertThat(serialsOf(deliver())).containsExactly(3L);
        assertThat(store.tallies().sent(DEVICE)).isEqualTo(expected(1, 5));
        assertThat(store.tallies().recount()).isZero();
    }

    /** By our clock and by the device's. */
    private void yearLater() {
        LocalDateTime later = MORNING.plusDays(400);
        Instant at = SEEN.plus(Duration.ofDays(400));
        DeviceClock clock = new DeviceClock(later, ZoneOffset.ofHoursMinutes(5, 30), at);
        store.journal().endPass(begin(), DEVICE, new Checkpoint(later, clock, new Anchor(5, MORNING), at), null, at);
    }

    private void prune() {
        for (int step = 0; step < 5; step++) {
            store.upkeep().prune(Duration.ofDays(90), SEEN.plus(Duration.ofDays(400)), 20);
        }
    }

    @Test
    void damage_isCountedAnew_andARowThatNobodyWroteIsSetAside() throws SQLException {
        punches(1, 10);
        raw().execute("update event set employee_no = '666' where serial_no = 4");
        raw().execute(
                        "insert into event select 99, 'ffffffffffffffffffffffffffffffff', device, 77, wall_clock, time_text,"
                                + " printed_offset, occurred_at, zone, time_quality, major, minor, employee_no, card_no, name, kind, verify_method,"
                                + " door, reader, category, channel, seen_at, clock_offset_ms, confirmed, digest, raw from event where serial_no = 5");
        reopen();
        verifyEverything();

        assertThat(store.tallies().setAsideUnwritten(SEEN)).isEqualTo(1);
        store.tallies().recountIfDue();

        assertThat(store.tallies().journal(DEVICE).total().events()).isEqualTo(9);
        assertThat(store.tallies().damaged(DEVICE, SEEN)).hasSize(2);
        append(Events.punch(DEVICE, 4));
        assertThat(store.tallies().journal(DEVICE)).isEqualTo(expected(1, 10));
    }

    private void damageTheFile() throws IOException, SQLException {
        long root = raw().number("select rootpage from sqlite_schema where name = 'event_by_time'");
        Files.delete(folder.resolve("journal.mark"));
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.seek((root - 1) * PAGE);
            bytes.write(new byte[PAGE]);
        }
    }

    private static DeviceConfig front() {
        return new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
    }
}
