package dev.rollcall.agent.wiring;

import dev.rollcall.agent.journal.JournalException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Lets one process at a time write a data folder. The operating system frees the lock when the process ends, however it ends. */
final class InstanceLock implements AutoCloseable {

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
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new AgentBusyException(dataDir);
            }
            return new InstanceLock(channel);
        } catch (IOException failed) {
            throw new JournalException(
                    "The lock " + file + " cannot be taken. Check that dataDir is on a local disk and may be written.",
                    failed);
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

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }
}
