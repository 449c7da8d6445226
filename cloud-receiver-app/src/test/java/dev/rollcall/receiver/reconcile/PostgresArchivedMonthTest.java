package dev.rollcall.receiver.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessages;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ProofMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.attendance.reconcile.EventKey;
import dev.rollcall.attendance.reconcile.Statement;
import dev.rollcall.attendance.reconcile.TallySheet;
import dev.rollcall.attendance.reconcile.TallySum;
import dev.rollcall.receiver.ingest.BatchIngest;
import dev.rollcall.receiver.ingest.Introduction;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.query.EventQuery;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import dev.rollcall.receiver.web.ExchangeJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A month whose partitions somebody detached, as the guide says: its events stay known, and nobody misses them. */
class PostgresArchivedMonthTest extends TallyFixture {

    private static final String DEVICE = "ARCHIVED1";

    private List<EventKey> keys;

    @Override
    DatabaseSettings settings(Path folder) {
        return Stores.postgres(folder);
    }

    @BeforeEach
    void storeAndDetach() {
        keys = stored(DEVICE, 12);
        for (String table : List.of("event", "event_raw")) {
            RowCount.execute(
                    database, "alter table @" + table + " detach partition rollcall." + table + "_202611 concurrently");
        }
    }

    @AfterEach
    void attach() {
        for (String table : List.of("event", "event_raw")) {
            RowCount.execute(
                    database,
                    "create table if not exists rollcall." + table + "_202611 (like @" + table
                            + " including defaults)");
            RowCount.execute(
                    database,
                    "alter table @" + table + " attach partition rollcall." + table + "_202611 for values in (202611)");
            RowCount.execute(database, "delete from @" + table);
        }
        for (String table : List.of("event_identity", "tally", "tally_due", "alarm")) {
            RowCount.execute(database, "delete from @" + table);
        }
    }

    private ReceiptMessage send(Punch... punches) {
        List<Observation> all = Stream.of(punches).map(Punch::observation).toList();
        return new BatchIngest(store, InstantSource.fixed(NOW), 100)
                .accept(
                        punches[0].device(),
                        new BatchMessage(
                                1,
                                "batch",
                                "office",
                                new DeviceMessage(DEVICE, "front-door", null, null, null, null),
                                null,
                                null,
                                all.stream()
                                        .map(seen -> EventMessages.toMessage(EventIdentity.idOf(seen.event()), seen))
                                        .toList()));
    }

    private static List<String> outcomes(ReceiptMessage receipt) {
        return receipt.outcomes().stream().map(OutcomeMessage::outcome).toList();
    }

    @Test
    void recount_leavesItAlone_andRaisesNoAlarm() {
        TallySheet before = kept(DEVICE);

        assertThat(recount.all(device(DEVICE))).isEmpty();

        assertThat(kept(DEVICE)).isEqualTo(before);
        assertThat(before.total().events()).isEqualTo(12);
        assertThat(alarms(DEVICE)).isEmpty();
    }

    @Test
    void rowsBesideIt_areStillCountedFromWhatIsThere() {
        ingest(List.of(punch(DEVICE, 50).time("2026-10-23T09:00:00").observation()));
        RowCount.execute(database, "update @event set employee_no = '666' where serial_no = 50");

        assertThat(recount.all(device(DEVICE)))
                .hasSize(2)
                .anySatisfy(sentence -> assertThat(sentence).contains("2026-10-23"))
                .noneSatisfy(sentence -> assertThat(sentence).contains("2026-11"));
        assertThat(kept(DEVICE).total().events()).isEqualTo(13);
    }

    @Test
    void eventOfIt_isKnown_andAgentsMissNothing() {
        ReceiptMessage receipt = send(punch(DEVICE, 5), punch(DEVICE, 6));

        assertThat(outcomes(receipt)).containsExactly("KNOWN", "KNOWN");
        assertThat(receipt.outcomes().get(0).storedAs())
                .isEqualTo(keys.get(4).id().hex());
        assertThat(RowCount.of(database, "event_identity")).isEqualTo(12);
        assertThat(ask(DEVICE, keys, "ALL", true)).isEmpty();
        assertThat(ask(DEVICE, keys, "EVENT", false)).isEmpty();
    }

    /** A reader of the feed must neither stop before it nor take it for the end. */
    @Test
    void feed_goesOnBeyondIt() {
        send(Punch.at(DEVICE).serial(60L).time("2026-12-01T09:00:00"));

        EventQuery.Page page = new EventQuery(store).page(EventFilter.ALL, null, 5);

        assertThat(page.events())
                .singleElement()
                .satisfies(event -> assertThat(event.serialNo()).isEqualTo(60L));
        assertThat(page.more()).isFalse();
        List<FeedEvent> latest = store.read(unit -> unit.feed().latest(5));
        assertThat(latest).hasSize(1);
    }

    @Test
    void dayOfIt_keepsItsVerdict_andIsNotStatedToBeGone() {
        ExchangeJson json = new ExchangeJson();
        TallySum sum = kept(DEVICE).total().sum();
        String count = "{\"events\":" + sum.events() + ",\"hash\":\"" + sum.hash() + "\"}";
        String proof = "{\"device\":\"" + DEVICE + "\",\"checkedAt\":\"2026-11-24T02:00:00Z\",\"completeUntil\":"
                + "\"2026-11-24T00:00:00\",\"covered\":[],\"findings\":[],\"days\":[{\"day\":\"2026-11-23\",\"how\":\"COUNTED\","
                + "\"device\":12,\"journal\":12,\"sent\":" + count + ",\"receiver\":" + count
                + ",\"compared\":true,\"over\":true,\"findings\":[]}]}";
        InstantSource clock = InstantSource.fixed(NOW);
        ProofBook book = new ProofBook(store, clock, json, new Introduction(100));
        book.keep("office", List.of(json.readStored(proof, ProofMessage.class).orElseThrow()));
        Completeness completeness = new Completeness(store, book, clock);
        AskedDays day = new AskedDays(LocalDate.parse("2026-11-23"), LocalDate.parse("2026-11-24"), true);

        recount.all(device(DEVICE));

        Completeness.DeviceLine line = completeness.of(DEVICE, day).get(0);
        assertThat(line.days().get(0).verdict()).isEqualTo("COMPLETE");
        assertThat(line.completeUntil()).isEqualTo("2026-11-24T00:00:00");
        Statement statement = new Statements(store, clock, completeness, new Signer(store, clock))
                .of(DEVICE, day)
                .orElseThrow()
                .statement();
        assertThat(statement.completeUntil()).isEqualTo("2026-11-24T00:00:00");
        assertThat(statement.days()).singleElement().satisfies(stated -> {
            assertThat(stated.verdict()).isEqualTo("UNKNOWN");
            assertThat(stated.why()).contains("archived");
        });
    }

    /** Also when the detached table was dropped: a new one would look as if all rows had been deleted. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void newEventOfIt_isRejectedAlone_andTheOthersAreStored(boolean dropped) {
        if (dropped) {
            RowCount.execute(database, "drop table rollcall.event_202611");
            RowCount.execute(database, "drop table rollcall.event_raw_202611");
        }
        Punch today = Punch.at(DEVICE).serial(60L).time("2026-12-01T09:00:00");

        ReceiptMessage receipt = send(punch(DEVICE, 5), punch(DEVICE, 40), today);

        assertThat(outcomes(receipt)).containsExactly("KNOWN", "REJECTED", "STORED");
        assertThat(receipt.outcomes().get(1).reason()).contains("archived", "attach partition event_202611");
        assertThat(alarms(DEVICE)).containsExactly("REFUSED");
        assertThat(outcomes(send(punch(DEVICE, 40)))).containsExactly("REJECTED");
        assertThat(recount.all(device(DEVICE))).isEmpty();
    }

    @Test
    void monthThatIsAttachedAgain_isCountedAndTakesNewEvents() {
        assertThat(outcomes(send(punch(DEVICE, 40)))).containsExactly("REJECTED");
        for (String table : List.of("event", "event_raw")) {
            RowCount.execute(
                    database,
                    "alter table @" + table + " attach partition rollcall." + table + "_202611 for values in (202611)");
        }

        assertThat(outcomes(send(punch(DEVICE, 40), punch(DEVICE, 5)))).containsExactly("STORED", "KNOWN");
        assertThat(recount.all(device(DEVICE))).isEmpty();
        assertThat(kept(DEVICE)).isEqualTo(counted(DEVICE));
        detach();
    }

    /** The month before, this one and the next get their partitions when a receiver starts: not if they are archived. */
    @Test
    void start_leavesItDetached() {
        JdbcStore.in(database, NOW.minus(Duration.ofDays(20)));

        assertThat(recount.all(device(DEVICE))).isEmpty();
        assertThat(outcomes(send(punch(DEVICE, 5)))).containsExactly("KNOWN");
    }

    @Test
    void manyRefusedOnes_leaveNoneOfTheOthersOut() {
        Punch[] mixed = IntStream.rangeClosed(1, 40)
                .mapToObj(number -> Punch.at(DEVICE)
                        .serial(100L + number)
                        .time("2026-" + (number % 3 == 0 ? "11" : "12") + "-02T09:00:" + (10 + number)))
                .toArray(Punch[]::new);

        ReceiptMessage receipt = send(mixed);

        assertThat(receipt.recordsFailed()).isEqualTo(13);
        assertThat(receipt.recordsProcessed()).isEqualTo(27);
    }

    private void detach() {
        for (String table : List.of("event", "event_raw")) {
            RowCount.execute(database, "alter table @" + table + " detach partition rollcall." + table + "_202611");
        }
    }
}
