package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.sqlite.LedgerEntry.Position;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the journal beside it, in {@code journal.mark}: by it a journal that was replaced by an older copy, or
 * is gone, is noticed at the next start.
 *
 * @param journal the journal's id
 * @param head    the end of its ledger, as far as was marked
 * @param closed  whether it was closed properly after that
 */
record JournalMark(String journal, Position head, boolean closed) {

    private static final String VERSION = "rollcall journal mark 1";
    private static final int LINES = 5;

    static Path besides(Path journal) {
        return journal.resolveSibling(String.valueOf(journal.getFileName()).replaceFirst("\\.db$", "") + ".mark");
    }

    /** Reads the mark; null if there is none that can be read. */
    static @Nullable JournalMark read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
            if (lines.size() != LINES
                    || !lines.get(0).equals(VERSION)
                    || !lines.get(LINES - 1).equals(check(lines.subList(0, LINES - 1)))) {
                return null;
            }
            return new JournalMark(
                    lines.get(1), Position.parse(lines.get(2)), lines.get(3).equals("closed"));
        } catch (IOException | RuntimeException unreadable) {
            return null;
        }
    }

    /** Writes the mark: after a power cut there is the old one or the new one. */
    void write(Path file) throws IOException {
        List<String> lines = List.of(VERSION, journal, head.toString(), closed ? "closed" : "open");
        String text = String.join("\n", lines) + "\n" + check(lines) + "\n";
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (FileChannel channel = FileChannel.open(
                fresh, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String check(List<String> lines) {
        return HexFormat.of().formatHex(Sha256.of(String.join("\n", lines)));
    }
}
