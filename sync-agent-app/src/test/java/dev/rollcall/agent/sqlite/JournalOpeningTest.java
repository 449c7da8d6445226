package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.attendance.window.Checkpoint;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever happened to the file, the agent goes on with what is true, says so and reads the terminals again. */
class JournalOpeningTest extends StoreFixture {

    private static final int PAGE = 4096;

    @Test
    void deletedJournal_isNoticed() throws IOException {
        punches(1, 3);
        store.close();
        Files.delete(file());

        open();

        assertThat(alarms()).containsExactly("journal-missing");
        assertThat(store.journal().checkpoint(DEVICE)).isNull();
    }

    @Test
    void firstJournal_raisesNothing() {
        reopen();

        assertThat(alarms()).isEmpty();
        assertThat(aside()).isEmpty();
    }

    @Test
    void olderCopy_isNoticed_andDevicesAreReadAgain() throws IOException {
        punches(1, 3);
        sweep(SEEN);
        store.close();
        Path copy = folder.resolve("copy");
        Files.copy(file(), copy);
        open();
        punches(4, 6);
        store.close();
        Files.copy(copy, file(), StandardCopyOption.REPLACE_EXISTING);

        open();

        assertThat(alarms()).containsExactly("journal-replaced");
        assertThat(store.facts().health().rereads()).containsExactly(DEVICE.value());
        assertThat(store.journal().checkpoint(DEVICE).lastSweep()).isEqualTo(Checkpoint.LONG_AGO);
        reopen();
        assertThat(store.facts().health().rereads()).containsExactly(DEVICE.value());
    }

    @Test
    void olderCopyThatWentOnElsewhere_isNoticed() throws IOException {
        punches(1, 3);
        store.close();
        Path copy = folder.resolve("copy");
        Files.copy(file(), copy);
        Path mark = folder.resolve("journal.mark");
        byte[] first;
        open();
        punches(4, 4);
        store.close();
        first = Files.readAllBytes(mark);
        Files.copy(copy, file(), StandardCopyOption.REPLACE_EXISTING);
        open();
        punches(5, 7);
        store.close();
        Files.write(mark, first);

        open();

        assertThat(alarms()).contains("journal-replaced");
    }

    @Test
    void anotherAgentsJournal_isNoticed() throws IOException {
        punches(1, 3);
        store.close();
        Path other = folder.resolve("other").resolve("journal.db");
        Files.createDirectories(other.getParent());
        SqliteStore.open(other, InstantSource.fixed(SEEN)).close();
        Files.copy(other, file(), StandardCopyOption.REPLACE_EXISTING);

        open();

        assertThat(alarms()).containsExactly("journal-replaced");
    }

    @Test
    void unreadableMark_isWrittenAnew() throws IOException {
        punches(1, 3);
        store.close();
        Path mark = folder.resolve("journal.mark");
        Files.writeString(mark, Files.readString(mark).replace("closed", "closeb"));

        open();

        assertThat(alarms()).isEmpty();
        assertThat(JournalMark.read(mark)).isNotNull();
    }

    @Test
    void fileThatIsNoDatabase_isMovedAside_andWhatItWasIsTold() throws IOException {
        punches(1, 3);
        store.close();
        Files.write(file(), "this is no database; ".repeat(500).getBytes(StandardCharsets.UTF_8));

        open();

        assertThat(alarms()).containsExactly("journal-rebuilt");
        assertThat(aside()).hasSize(1);
        assertThat(Files.readString(aside().get(0))).startsWith("this is no database");
        punches(1, 3);
        assertThat(deliver()).hasSize(3);
    }

    @Test
    void emptiedFile_countsAsGone() throws IOException {
        punches(1, 3);
        store.close();
        Files.write(file(), new byte[0]);

        open();

        assertThat(alarms()).containsExactly("journal-missing");
    }

    @Test
    void truncatedFile_isRebuilt_ofWhatStillReads() throws IOException {
        // In pages as terminals give them: the tables lie between each other in the file.
        for (int first = 1; first <= 400; first += 20) {
            punches(first, first + 19);
        }
        quarantine("{\"kept\":true}");
        String agent = store.journal().agentId();
        store.close();
        long size = Files.size(file());
        cutTo(size - size / 4);
        unclean();

        open();

        assertThat(alarms()).containsExactly("journal-rebuilt");
        long saved = store.facts().backlog().waiting();
        assertThat(saved).isBetween(1L, 400L);
        assertThat(store.verifyAll().faults()).isEmpty();
        assertThat(store.journal().agentId()).isEqualTo(agent);
        punches(1, 400);
        assertThat(deliver()).hasSize(400).doesNotHaveDuplicates();
    }

    @Test
    void zeroedTail_isRebuilt_andSettledEventsStaySettled() throws IOException {
        punches(1, 200);
        deliver();
        punches(201, 400);
        store.close();
        zero(Files.size(file()) * 3 / 4 / PAGE * PAGE);
        unclean();

        open();

        assertThat(alarms()).containsExactly("journal-rebuilt");
        assertThat(store.facts().backlog().settled()).isPositive();
        assertThat(store.verifyAll().faults()).isEmpty();
        punches(1, 400);
        assertThat(store.outbox().waiting() + store.facts().backlog().settled()).isEqualTo(400);
    }

    @Test
    void tornFirstPage_isRebuilt() throws IOException {
        punches(1, 10);
        store.close();
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.write(new byte[PAGE / 2]);
        }

        open();

        assertThat(alarms()).containsExactly("journal-rebuilt");
    }

    @Test
    void damageMetWhileRunning_stopsTheConnection_andTheNextStartRebuilds() throws IOException, SQLException {
        punches(1, 400);
        store.close();
        long root = raw().number("select rootpage from sqlite_schema where name = 'event_by_time'");
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.seek((root - 1) * PAGE);
            bytes.write(new byte[PAGE]);
        }
        open();
        List<JournalException> told = new ArrayList<>();
        store.whenBroken(told::add);

        assertThatThrownBy(() -> punches(401, 403))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("Start the agent again");
        assertThatThrownBy(() -> store.journal().agentId()).isInstanceOf(JournalException.class);
        assertThat(told).hasSize(1);
        reopen();

        assertThat(alarms()).containsExactly("journal-rebuilt");
        assertThat(deliver()).hasSize(400);
    }

    @Test
    void lostWriteAheadLog_goesBackConsistently() throws IOException {
        punches(1, 3);
        store.close();
        open();
        punches(4, 6);
        Path other = folder.resolve("copy").resolve("journal.db");
        Files.createDirectories(other.getParent());
        Files.copy(file(), other);

        try (SqliteStore copy = SqliteStore.open(other, InstantSource.fixed(SEEN))) {
            assertThat(copy.verifyAll().faults()).isEmpty();
            assertThat(copy.outbox().waiting()).isEqualTo(3);
        }
    }

    @Test
    void staleSharedMemory_isHarmless() throws IOException {
        punches(1, 3);
        store.close();
        Files.write(folder.resolve("journal.db-shm"), new byte[32_768]);

        open();

        assertThat(deliver()).hasSize(3);
        assertThat(alarms()).isEmpty();
    }

    @Test
    void killedWriter_leavesACopyThatVerifies() throws IOException {
        punches(1, 50);
        Path other = folder.resolve("copy").resolve("journal.db");
        Files.createDirectories(other.getParent());
        for (String suffix : List.of("", "-wal")) {
            Files.copy(folder.resolve("journal.db" + suffix), Path.of(other + suffix));
        }
        Files.copy(folder.resolve("journal.mark"), other.resolveSibling("journal.mark"));

        try (SqliteStore copy = SqliteStore.open(other, InstantSource.fixed(SEEN))) {
            assertThat(copy.outbox().waiting()).isEqualTo(50);
            assertThat(copy.verifyAll().isSound()).isTrue();
            assertThat(copy.facts().health().alarms()).isEmpty();
        }
    }

    private void cutTo(long size) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            bytes.setLength(size);
        }
    }

    private void zero(long from) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file().toFile(), "rw")) {
            int length = (int) (bytes.length() - from);
            bytes.seek(from);
            bytes.write(new byte[length]);
        }
    }

    /** A power cut leaves no mark of a proper end. */
    private void unclean() throws IOException {
        Path mark = folder.resolve("journal.mark");
        JournalMark closed = JournalMark.read(mark);
        new JournalMark(closed.journal(), closed.head(), false).write(mark);
    }

    private List<Path> aside() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().contains(Opening.ASIDE)).toList();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
