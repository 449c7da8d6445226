package dev.rollcall.receiver.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessages;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.DatabaseSettings;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.store.Alarm;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database that refuses some events for what they say: they must not hold up the others. */
abstract class RefusedEventContract {

    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final Punch PUNCH = Punch.at("REFUSED01");

    Database database;
    private JdbcStore store;

    @TempDir
    private Path folder;

    abstract DatabaseSettings settings(Path data);

    /** Makes the database refuse rows of a table for which a condition on {@code $.column} holds. */
    abstract void refuse(String table, String condition);

    @BeforeEach
    void open() {
        database = Stores.open(settings(folder));
        store = JdbcStore.in(database, NOW);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private ReceiptMessage send(Punch... punches) {
        List<Observation> all = Stream.of(punches).map(Punch::observation).toList();
        return new BatchIngest(store, InstantSource.fixed(NOW), 100)
                .accept(
                        PUNCH.device(),
                        new BatchMessage(
                                1,
                                "batch",
                                "office",
                                new DeviceMessage("REFUSED01", "front-door", "POISON", null, null, null),
                                null,
                                null,
                                all.stream()
                                        .map(seen -> EventMessages.toMessage(EventIdentity.idOf(seen.event()), seen))
                                        .toList()));
    }

    private List<Alarm> alarms() {
        return store.read(unit -> unit.alarms().latest(10));
    }

    private static Punch punch(int number) {
        return PUNCH.serial((long) number).time(String.format("2026-11-23T09:%02d:07", number));
    }

    private static List<String> outcomes(ReceiptMessage receipt) {
        return receipt.outcomes().stream().map(OutcomeMessage::outcome).toList();
    }

    @Test
    void refusedEvent_isRejectedWithAReason_andTheOthersAreStored() {
        refuse("event", "$.employee_no = 'POISON'");
        Punch[] batch = IntStream.rangeClosed(1, 9)
                .mapToObj(number -> number == 4 || number == 9 ? punch(number).person("POISON") : punch(number))
                .toArray(Punch[]::new);

        ReceiptMessage receipt = send(batch);

        assertThat(outcomes(receipt))
                .containsExactly(
                        "STORED", "STORED", "STORED", "REJECTED", "STORED", "STORED", "STORED", "STORED", "REJECTED");
        assertThat(receipt.outcomes().get(3).reason()).contains("database refuses this event");
        assertThat(receipt.errors()).hasSize(2);
        assertThat(RowCount.of(database, "event")).isEqualTo(7);
        assertThat(RowCount.of(database, "device where model = 'POISON'")).isEqualTo(1);
        assertThat(alarms()).extracting(Alarm::kind).containsExactly("REFUSED");
    }

    @Test
    void refusedEventAlone_isRejected_becauseOthersAreTaken() {
        refuse("event", "$.employee_no = 'POISON'");

        assertThat(outcomes(send(punch(1).person("POISON")))).containsExactly("REJECTED");
        assertThat(outcomes(send(punch(1).person("POISON"), punch(2).person("POISON"))))
                .containsExactly("REJECTED", "REJECTED");
        assertThat(RowCount.of(database, "event")).isZero();
        assertThat(RowCount.of(database, "event_identity")).isZero();
    }

    /** Nobody's event is to blame then, and none may be put aside. */
    @Test
    void databaseThatRefusesEverything_isTriedAgainLater() {
        refuse("event", "$.major > 0");

        assertThatThrownBy(() -> send(punch(1), punch(2))).isInstanceOf(StoreFailedException.class);
        assertThatThrownBy(() -> send(punch(1))).isInstanceOf(StoreFailedException.class);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void whatIsSaidBesideTheEvents_neverHoldsThemUp() {
        send(PUNCH);
        refuse("agent", "$.id = 'office'");
        RowCount.execute(database, "delete from @agent");

        assertThat(outcomes(send(punch(1)))).containsExactly("STORED");
        assertThat(outcomes(send(punch(2), punch(3)))).containsExactly("STORED", "STORED");
    }
}
