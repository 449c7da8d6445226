package dev.rollcall.disklab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.disklab.PowerLosses.Tally;
import dev.rollcall.lab.LabNote;
import dev.rollcall.lab.Scratch;
import dev.rollcall.lab.Strace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Row A2: the power goes after any call of real work on the journal, and the disk holds any mixture of what was not synced. What had been
 * acknowledged is there, and the journal opens without a complaint.
 */
class PowerLossIT extends ScratchFixture {

    private static final int FEW = 250;
    private static final int MANY = Integer.getInteger("rollcall.lab.images", 50_000);
    private static final int RECORDINGS = 10;
    private static final int STEPS = 30;
    private static final int PAGES_OF_LOG = 60;

    @Test
    void A2_powerLostAfterAnyCallOfTheKeptRecording_losesNothingAcknowledged() throws IOException {
        LabNote note = LabNote.begin("powerloss", "kept recording");
        Recording recording = kept();

        Tally tally = new PowerLosses(recording, 1, scratch()).judge(FEW);

        tell(note, tally, recording.persistentCalls());
        assertThat(tally.broken()).isEmpty();
        assertThat(tally.images()).isGreaterThan(FEW / 2);
    }

    @Test
    @Tag("long")
    void A2_powerLostAfterAnyCallOfFreshWork_losesNothingAcknowledged() throws IOException, InterruptedException {
        assumeTrue(Strace.isHere(), Strace.ABSENT);
        List<String> broken = new ArrayList<>();
        for (int number = 1; number <= RECORDINGS; number++) {
            LabNote note = LabNote.begin("powerloss", "recording " + number);
            Path place = Files.createDirectory(folder().resolve("recording-" + number));
            // The last one as the agent is set: its log is checked in when it is closed, and after 16 MB.
            int pages = number == RECORDINGS ? 0 : PAGES_OF_LOG * (1 + number % 3);
            Recording recording = new WorkRecorder(place).record(number, pages, STEPS);

            Tally tally = new PowerLosses(recording, number, scratch()).judge(MANY / RECORDINGS + 2);

            tell(note, tally, recording.persistentCalls());
            broken.addAll(tally.broken());
            Scratch.remove(place);
        }
        assertThat(broken).isEmpty();
    }

    /** The laboratory itself: where the log's syncs do not count, as without {@code synchronous=FULL}, it must find what is lost then. */
    @Test
    void diskThatDoesNotSyncTheLog_isFoundOut() throws IOException {
        Recording lying = new Recording(kept().calls().stream()
                .filter(call ->
                        call.kind() != DiskCall.Kind.SYNC || !call.name().equals("journal.db-wal"))
                .toList());

        Tally tally = new PowerLosses(lying, 2, scratch()).judge(FEW / 4);

        assertThat(tally.broken()).isNotEmpty();
        assertThat(tally.lost()).isPositive();
    }

    /** Keeps a fresh recording in the place of the one that is kept: {@code -Drollcall.lab.keep=FILE}. */
    @Test
    @Tag("long")
    void recordsAnew_andTheKeptOneCanBeReplaced() throws IOException, InterruptedException {
        assumeTrue(Strace.isHere(), Strace.ABSENT);
        Recording recording = new WorkRecorder(folder()).record(77, 50, 14);
        Path file = Path.of(System.getProperty(
                "rollcall.lab.keep", folder().resolve("recording.gz").toString()));
        recording.write(Files.newOutputStream(file));

        assertThat(Recording.read(Files.newInputStream(file)).calls())
                .hasToString(recording.calls().toString());
    }

    private static Recording kept() throws IOException {
        try (InputStream in = PowerLossIT.class.getResourceAsStream("journal-work.recording.gz")) {
            return Recording.read(Objects.requireNonNull(in));
        }
    }

    private static void tell(LabNote note, Tally tally, long calls) {
        note.counted(tally.images(), tally.images())
                .broken(tally.lost(), 0, 0)
                .say(
                        "%d calls, each of them a point; %d promised rows looked for; %d images with a finding",
                        calls, tally.rows(), tally.broken().size())
                .end();
    }
}
