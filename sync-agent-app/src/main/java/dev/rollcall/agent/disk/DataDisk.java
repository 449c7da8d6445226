package dev.rollcall.agent.disk;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the disk under the data folder is like.
 *
 * @param freeBytes how much room there is for this account; null if it cannot be told
 * @param warnings  why it is no safe place for a journal, as sentences; empty if it is one
 * @param aside     damaged journals that were moved aside there, by name
 */
public record DataDisk(@Nullable Long freeBytes, List<String> warnings, List<String> aside) {

    private static final String ASIDE = ".damaged-";

    public DataDisk {
        warnings = List.copyOf(warnings);
        aside = List.copyOf(aside);
    }

    /** Looks at a folder; what cannot be told is left out. */
    public static DataDisk look(Path folder) {
        try {
            Path real = folder.toRealPath();
            FileStore store = Files.getFileStore(real);
            return new DataDisk(
                    store.getUsableSpace(), PlaceRules.warnings(real, store.type(), Files::exists), aside(real));
        } catch (IOException unknown) {
            return new DataDisk(null, List.of(), List.of());
        }
    }

    /** Returns the room of a folder's disk for this account; null if it cannot be told. */
    public static @Nullable Long freeBytes(Path folder) {
        // Asked for each page: this way the list of mounted disks is not read each time. It says 0 also of what it does
        // not know.
        long quick = folder.toFile().getUsableSpace();
        if (quick > 0) {
            return quick;
        }
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unknown) {
            return null;
        }
    }

    private static List<String> aside(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.contains(ASIDE) && !name.endsWith("-wal") && !name.endsWith("-shm"))
                    .sorted()
                    .toList();
        }
    }
}
