package dev.rollcall.agent.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that only their owner may read, whole or not at all. Where the system knows no such rights, folders decide. */
final class OwnFiles {

    private OwnFiles() {}

    /** Makes a folder for its owner only; one that is there stays as it is. */
    static void folder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, rights(folder, "rwx------"));
        }
    }

    /** Writes a file. */
    static void write(Path file, String text) throws IOException {
        replace(file, beside(file, text));
    }

    /** Writes a text beside a file, under another name, to be looked at before it takes the file's place. */
    static Path beside(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        Files.createFile(fresh, rights(fresh, "rw-------"));
        Files.writeString(fresh, text, StandardCharsets.UTF_8);
        return fresh;
    }

    /** Puts a file into the place of another, with the rights, owner and group that the other has. */
    static void replace(Path file, Path fresh) throws IOException {
        if (Files.exists(file)) {
            likeBefore(file, fresh);
        }
        try {
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherSystem) {
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void likeBefore(Path file, Path fresh) throws IOException {
        PosixFileAttributeView to = Files.getFileAttributeView(fresh, PosixFileAttributeView.class);
        if (to == null) {
            return;
        }
        PosixFileAttributes before =
                Files.getFileAttributeView(file, PosixFileAttributeView.class).readAttributes();
        try {
            to.setOwner(before.owner());
            to.setGroup(before.group());
        } catch (IOException onlyRootMay) {
            // It stays ours.
        }
        to.setPermissions(before.permissions());
    }

    private static FileAttribute<?>[] rights(Path path, String rights) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
    }
}
