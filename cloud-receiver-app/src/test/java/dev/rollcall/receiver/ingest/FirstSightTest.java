package dev.rollcall.receiver.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.jdbc.Database;
import dev.rollcall.receiver.jdbc.JdbcStore;
import dev.rollcall.receiver.jdbc.RowCount;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.EventFilter;
import dev.rollcall.receiver.store.FeedEvent;
import dev.rollcall.receiver.store.HeldEvent;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.Stores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short way stores what the long way would have stored, for random batches of which some may go the short way. */
class FirstSightTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00.123Z");
    private static final int BATCHES = 120;
    private static final List<Channel> CHANNELS = List.of(Channel.values());

    @Test
    void shortWay_storesAndAnswersWhatTheLongWayDoes(@TempDir Path folder, @TempDir Path otherFolder) {
        try (Database shortWay = Database.open(Stores.sqlite(folder));
                Database longWay = Database.open(Stores.sqlite(otherFolder))) {
            Store one = JdbcStore.in(shortWay, NOW);
            Store other = JdbcStore.in(longWay, NOW);
            Random random = new Random(5);
            int allNew = 0;
            for (int number = 0; number < BATCHES; number++) {
                List<Observation> batch = batch(random);
                List<Ingested> answers = one.write(unit -> EventIngest.ingest(unit, device(unit, batch), batch, NOW));
                assertThat(answers).isEqualTo(other.write(unit -> theLongWay(unit, batch)));
                allNew += answers.stream().allMatch(Ingested::isNew) ? 1 : 0;
            }

            assertThat(allNew).as("batches that may have gone the short way").isGreaterThan(BATCHES / 10);
            assertThat(feed(one)).isEqualTo(feed(other)).hasSizeGreaterThan(BATCHES);
            for (String table : List.of("event", "event_raw", "event_identity", "observation", "event_version")) {
                assertThat(RowCount.of(shortWay, table)).as(table).isEqualTo(RowCount.of(longWay, table));
            }
        }
    }

    private static Device device(UnitOfWork unit, List<Observation> batch) {
        return unit.devices().lock(batch.get(0).event().device(), NOW);
    }

    private static List<Ingested> theLongWay(UnitOfWork unit, List<Observation> batch) {
        Device device = device(unit, batch);
        List<HeldEvent> held = unit.events().candidates(device, EventIngest.sought(batch));
        return EventIngest.recognise(unit, device, held, batch, new EventIngest.Receipt(NOW, seen -> NOW));
    }

    private static List<FeedEvent> feed(Store store) {
        return store.read(unit -> unit.feed().page(EventFilter.ALL, 0, 1_000_000));
    }

    /** Mostly serials that nobody has had; some repeated, missing or printed an hour later. */
    private static List<Observation> batch(Random random) {
        Punch punch = Punch.at("SIGHT000" + random.nextInt(3));
        long first = random.nextInt(3000);
        List<Observation> batch = new ArrayList<>();
        int size = 1 + random.nextInt(12);
        for (long serial = first; serial < first + size; serial++) {
            boolean odd = random.nextInt(40) == 0;
            String time = punch.at().plusSeconds(serial * 13 + (odd ? 3600 : 0)).toString();
            Punch one = punch.time(time)
                    .serial(random.nextInt(60) == 0 ? null : (Long) serial)
                    .person(String.valueOf(serial % 7))
                    .by(CHANNELS.get(random.nextInt(CHANNELS.size())));
            batch.add(one.observation());
            if (random.nextInt(30) == 0) {
                batch.add(one.observation());
            }
        }
        return batch;
    }
}
