package dev.rollcall.agent.wiring;

import dev.rollcall.agent.journal.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lets one process at a time write a data folder. The operating system frees the lock when the process ends, however it ends. */
final class InstanceLock implements AutoCloseable {

    /** Somebody who only looks whether the lock is free has it for less than this. */
    private static final int ATTEMPTS = 4;

    private static final long BETWEEN_ATTEMPTS_MILLIS = 50;

    private final FileChannel channel;

    private InstanceLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock.
     *
     * @throws AgentBusyException if another agent has it
     */
    static InstanceLock take(Path dataDir) {
        Path file = dataDir.resolve("agent.lock");
        try {
            for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (lock(channel) != null) {
                    sign(channel);
                    return new InstanceLock(channel);
                }
                channel.close();
                pause();
            }
            throw new AgentBusyException(dataDir, holder(file));
        } catch (IOException failed) {
            throw new JournalException(
                    "The lock " + file + " cannot be taken. Check that dataDir is on a local disk and may be written.",
                    failed);
        }
    }

    /** Writes who holds the lock, for people. The lock itself is the operating system's. */
    private static void sign(FileChannel channel) throws IOException {
        ProcessHandle self = ProcessHandle.current();
        String since =
                self.info().startInstant().map(start -> ", started " + start).orElse("");
        byte[] text = ("process " + self.pid() + since + "\n").getBytes(StandardCharsets.US_ASCII);
        channel.truncate(0);
        channel.write(ByteBuffer.wrap(text), 0);
    }

    private static String holder(Path file) {
        try {
            String text = Files.readString(file).strip();
            return text.isEmpty() ? "" : " (" + text + ")";
        } catch (IOException unreadable) {
            return "";
        }
    }

    /**
     * Tells whether nobody holds the lock, by holding it for a moment. Not to be asked in a process that holds it itself: there,
     * POSIX would let go of the lock.
     */
    static boolean isFree(Path dataDir) {
        Path file = dataDir.resolve("agent.lock");
        if (!Files.exists(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return lock(channel) != null;
        } catch (IOException unknown) {
            return false;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException harmless) {
            // The lock ends with the process at the latest.
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_ATTEMPTS_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            // Beyond what is written there: some systems let nobody read what is locked.
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }
}
