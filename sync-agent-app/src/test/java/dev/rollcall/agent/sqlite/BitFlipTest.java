package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.Checkpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** One wrong bit anywhere in a journal: nothing wrong is ever sent, and what was waiting is delivered in the end. */
class BitFlipTest extends StoreFixture {

    private static final long SEED = 20261124;
    private static final int FLIPS = 200;
    private static final int EVENTS = 60;

    private final Map<EventId, Observation> truth = new HashMap<>();

    @Test
    void anyFlippedBit_neverMakesAWrongEventLeave_andLosesNone() throws IOException {
        punches(1, EVENTS);
        quarantine("{\"strange\":1}");
        sweep(SEEN);
        for (ClaimedEvent event : store.outbox().claim(500, Set.of(), "truth").events()) {
            truth.put(event.id(), event.observation());
        }
        store.close();
        byte[] sound = Files.readAllBytes(file());
        Random random = new Random(SEED);

        for (int flip = 0; flip < FLIPS; flip++) {
            long bit = random.nextLong(sound.length * 8L);
            Path copy = Files.createDirectories(folder.resolve("flip" + flip)).resolve("journal.db");
            Files.write(copy, sound);
            Files.copy(
                    folder.resolve("journal.mark"),
                    copy.resolveSibling("journal.mark"),
                    StandardCopyOption.REPLACE_EXISTING);
            flip(copy, bit);

            Set<EventId> delivered = runToTheEnd(copy);

            assertThat(delivered).as("flip %d, bit %d", flip, bit).isEqualTo(truth.keySet());
        }
    }

    /** Delivers, verifies and reads again, as an agent does that a supervisor starts again. */
    private Set<EventId> runToTheEnd(Path file) {
        Set<EventId> delivered = new HashSet<>();
        for (int start = 0; start < 4; start++) {
            SqliteStore opened = SqliteStore.open(file, InstantSource.fixed(SEEN));
            try (opened) {
                deliver(opened, delivered);
                opened.upkeep().verifySome(10_000, SEEN);
                if (opened.journal().checkpoint(DEVICE) == null
                        || Checkpoint.LONG_AGO.equals(
                                opened.journal().checkpoint(DEVICE).lastSweep())) {
                    readAgain(opened);
                }
                deliver(opened, delivered);
                if (start > 0 && opened.outbox().waiting() == 0) {
                    return delivered;
                }
            } catch (JournalException stopped) {
                assertThat(stopped.trouble()).isNotEqualTo(JournalException.Trouble.PASSING);
            }
        }
        return delivered;
    }

    private void deliver(SqliteStore opened, Set<EventId> delivered) {
        ClaimedBatch batch =
                opened.outbox().claim(500, Set.of(), UUID.randomUUID().toString());
        while (batch != null) {
            for (ClaimedEvent event : batch.events()) {
                assertThat(event.observation()).isEqualTo(truth.get(event.id()));
                delivered.add(event.id());
            }
            opened.outbox().settle(batch, receiptFor(batch), "1", SEEN);
            batch = opened.outbox().claim(500, Set.of(), UUID.randomUUID().toString());
        }
    }

    private static void readAgain(SqliteStore opened) {
        opened.journal().meet(Events.sight(DEVICE, "front"));
        long pass = opened.journal().beginPass(DEVICE, "TEST", SEEN);
        List<Observation> all = LongStream.rangeClosed(1, EVENTS)
                .mapToObj(serial -> Events.punch(DEVICE, serial))
                .toList();
        opened.journal().append(new JournalPage(pass, DEVICE, all, List.of(), 0, null, SEEN));
        opened.journal().endPass(pass, DEVICE, checkpoint(SEEN.plusSeconds(60)), null, SEEN.plusSeconds(60));
    }

    private static void flip(Path file, long bit) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bit / 8);
            int before = bytes.read();
            bytes.seek(bit / 8);
            bytes.write(before ^ 1 << (int) (bit % 8));
        }
    }
}
