package dev.rollcall.house;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The receiver's WAR as a plain class path with an archive of its classes. The Java machine archives no class that comes out of a jar
 * within a WAR, and a start without one costs three times as much; whole-house tests consist of such starts. That the WAR itself starts
 * is tested where it is made.
 */
final class UnpackedReceiver {

    private static final String MAIN = "dev.rollcall.receiver.Main";
    private static final Pattern LIBRARY = Pattern.compile("WEB-INF/lib(?:-provided)?/(.*\\.jar)");
    private static final long SECONDS = 120;

    private UnpackedReceiver() {}

    /** Returns the command without the receiver's own arguments; unpacks and archives first if that is not done yet. */
    static synchronized List<String> command(Artifacts artifacts) throws IOException, InterruptedException {
        Path classes = artifacts.receiverClasses();
        Path folder = classes.resolveSibling(
                "unpacked-" + Files.getLastModifiedTime(classes).toMillis());
        Path archive = folder.resolve("classes-" + Runtime.version().feature() + ".jsa");
        if (!Files.isDirectory(folder)) {
            unpack(artifacts, folder);
        }
        if (!Files.exists(archive)) {
            archive(folder, archive);
        }
        return Files.exists(archive)
                ? line(folder, List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:disable"))
                : line(folder, List.of());
    }

    private static void unpack(Artifacts artifacts, Path folder) throws IOException {
        Path unfinished = Files.createTempDirectory(folder.getParent(), "unpacking");
        Files.copy(artifacts.receiverClasses(), unfinished.resolve("classes.jar"));
        try (ZipFile war = new ZipFile(artifacts.receiver().toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) war.stream().<ZipEntry>map(each -> each)::iterator) {
                Matcher library = LIBRARY.matcher(entry.getName());
                if (library.matches()) {
                    try (InputStream jar = war.getInputStream(entry)) {
                        Files.copy(jar, unfinished.resolve(library.group(1)));
                    }
                }
            }
        }
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Lets the receiver do something small that needs most of it, and keeps what it loaded. */
    private static void archive(Path folder, Path archive) throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(folder, "archive");
        List<String> command = line(folder, List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
        command.addAll(List.of("--server.address=127.0.0.1", "--server.port=0", "--rollcall.data-dir=" + work));
        JarProcess receiver = JarProcess.start(command, work, "archive");
        long deadline = System.nanoTime() + SECONDS * 1_000_000_000L;
        while (receiver.isAlive() && !receiver.printed().contains("Started ") && System.nanoTime() < deadline) {
            Pause.briefly();
        }
        receiver.terminate();
        receiver.exitCode(SECONDS);
    }

    private static List<String> line(Path folder, List<String> options) throws IOException {
        List<String> line = new ArrayList<>(JarProcess.java());
        line.addAll(options);
        try (Stream<Path> files = Files.list(folder)) {
            String classPath = files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .reduce((all, one) -> all + File.pathSeparator + one)
                    .orElseThrow();
            line.addAll(List.of("-cp", classPath, MAIN));
        }
        return line;
    }
}
