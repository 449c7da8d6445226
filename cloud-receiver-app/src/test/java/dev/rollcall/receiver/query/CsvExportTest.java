package dev.rollcall.receiver.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of events that others change while it is written. */
class CsvExportTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final int EVENTS = 2_001;

    private static Punch punch(int number) {
        return Punch.at("EXPORT001")
                .serial((long) number)
                .time(Punch.at("EXPORT001").at().plusSeconds(number).toString());
    }

    private static void ingest(Store store, Stream<Observation> observations) {
        List<Observation> all = observations.toList();
        store.write(unit ->
                EventIngest.ingest(unit, unit.devices().lock(all.get(0).event().device(), NOW), all, NOW));
    }

    /** A webhook's punch that is then read from the terminal's log moves to the end of the feed. */
    @Test
    void eventThatChangesMeanwhile_standsThereOnce(@TempDir Path folder) throws IOException {
        try (Database database = Database.open(Stores.sqlite(folder))) {
            JdbcStore store = JdbcStore.in(database, NOW);
            ingest(
                    store,
                    IntStream.rangeClosed(1, EVENTS)
                            .mapToObj(
                                    number -> punch(number).by(Channel.WEBHOOK).observation()));
            Store changing = new ChangingStore(
                    store,
                    () -> ingest(
                            store,
                            Stream.of(punch(1), punch(1_500), punch(EVENTS)).map(Punch::observation)));

            StringWriter file = new StringWriter();
            new CsvExport(changing).write(EventFilter.ALL, file);

            List<String> ids = file.toString()
                    .lines()
                    .skip(1)
                    .map(line -> line.substring(0, line.indexOf(',')))
                    .toList();
            assertThat(ids).hasSize(EVENTS).doesNotHaveDuplicates();
        }
    }

    /** A page that lacks one would look like the last one. */
    @Test
    void rowDeletedByHand_doesNotEndTheFile(@TempDir Path folder) throws IOException {
        try (Database database = Database.open(Stores.sqlite(folder))) {
            JdbcStore store = JdbcStore.in(database, NOW);
            ingest(
                    store,
                    IntStream.rangeClosed(1, EVENTS)
                            .mapToObj(number -> punch(number).observation()));
            RowCount.execute(database, "delete from @event where serial_no = 5");

            StringWriter file = new StringWriter();
            new CsvExport(store).write(EventFilter.ALL, file);

            assertThat(file.toString().lines()).hasSize(EVENTS);
        }
    }

    /** Lets something happen after the first page was read. */
    private static final class ChangingStore implements Store {

        private final Store store;
        private final Runnable change;
        private int reads;

        ChangingStore(Store store, Runnable change) {
            this.store = store;
            this.change = change;
        }

        @Override
        public <T> T write(Function<UnitOfWork, T> work) {
            return store.write(work);
        }

        @Override
        public <T> T read(Function<UnitOfWork, T> work) {
            T result = store.read(work);
            if (++reads == 1) {
                change.run();
            }
            return result;
        }

        @Override
        public int writers() {
            return store.writers();
        }

        @Override
        public String id() {
            return store.id();
        }
    }
}
