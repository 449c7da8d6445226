package dev.rollcall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Folders of some files that come and go by the thousand; in memory where the system has a place for that. */
public final class Scratch {

    private static final Path MEMORY = Path.of("/dev/shm");

    private Scratch() {}

    /** Makes an empty folder. */
    public static Path make(Path otherwise) throws IOException {
        boolean inMemory = Files.isDirectory(MEMORY) && Files.isWritable(MEMORY);
        return Files.createTempDirectory(inMemory ? MEMORY : otherwise, "rollcall-lab");
    }

    public static Path write(Path folder, Map<String, byte[]> contents) throws IOException {
        Files.createDirectory(folder);
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return folder;
    }

    /** What is in a folder, but for the index of a write-ahead log, which is made anew by whoever opens the journal. */
    public static Map<String, byte[]> contents(Path folder) throws IOException {
        Map<String, byte[]> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith("-shm")) {
                    contents.put(name, Files.readAllBytes(file));
                }
            }
        }
        return contents;
    }

    /** Removes a folder with all in it. */
    public static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                if (Files.isDirectory(file)) {
                    remove(file);
                } else {
                    Files.delete(file);
                }
            }
        }
        Files.delete(folder);
    }
}
