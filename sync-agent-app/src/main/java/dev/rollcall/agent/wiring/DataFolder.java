package dev.rollcall.agent.wiring;

import dev.rollcall.agent.journal.JournalException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of journal, lock and logs. They name people: where the system knows owners, it is made for the owner only. */
final class DataFolder {

    private DataFolder() {}

    static void make(Path folder) {
        if (Files.isDirectory(folder)) {
            return;
        }
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
        } catch (IOException failed) {
            throw new JournalException(
                    "The folder " + folder
                            + " cannot be made. Set dataDir to a folder that the agent's account may write.",
                    failed);
        }
    }
}
