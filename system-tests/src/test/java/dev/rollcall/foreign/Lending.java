package dev.rollcall.foreign;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Leaves what a nested Maven downloaded in the outer local repository, where the outer Maven would have put it, so that a build
 * after {@code mvn clean} needs no network.
 *
 * <p>Adds, and never changes: a file that is there stays as it is. Only files whose checksum is that which came with them from
 * their repository are lent, and none of this build: those come from no repository.
 *
 * @param from the local repository of the nested Maven
 * @param to   that of the outer one
 */
record Lending(Path from, Path to) {

    private static final String OURS = "dev/rollcall/";

    void lend() throws IOException {
        if (!Files.isDirectory(from)) {
            return;
        }
        try (Stream<Path> files = Files.walk(from)) {
            files.filter(Lending::isArtifact).forEach(this::lend);
        }
    }

    private void lend(Path file) {
        String name = from.relativize(file).toString();
        Path target = to.resolve(name);
        if (name.replace('\\', '/').startsWith(OURS) || Files.exists(target)) {
            return;
        }
        try {
            if (isWhole(file)) {
                Files.createDirectories(target.getParent());
                add(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All at once or not at all; whoever was first stays. */
    private static void add(Path file, Path target) throws IOException {
        Path whole = Files.createTempFile(target.getParent(), "rollcall", ".tmp");
        try {
            Files.copy(file, whole, StandardCopyOption.REPLACE_EXISTING);
            // A move may replace what another process has just brought; a link never does.
            Files.createLink(target, whole);
        } catch (FileAlreadyExistsException e) {
            return;
        } catch (UnsupportedOperationException e) {
            Files.move(whole, target);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** Whether the file is what the checksum beside it says; one without a checksum is not. */
    private static boolean isWhole(Path file) throws IOException {
        Path checksum = file.resolveSibling(file.getFileName() + ".sha1");
        if (!Files.isRegularFile(checksum)) {
            return false;
        }
        // Some repositories write the file's name behind the checksum.
        String told = Files.readString(checksum).strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
        return told.equals(HexFormat.of().formatHex(sha1(file)));
    }

    private static byte[] sha1(Path file) throws IOException {
        try {
            return MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    private static boolean isArtifact(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".pom") || name.endsWith(".jar");
    }
}
