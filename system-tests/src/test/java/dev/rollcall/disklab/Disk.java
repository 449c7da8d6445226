package dev.rollcall.disklab;

import dev.rollcall.disklab.DiskCall.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder on a disk under some calls: what is safe, and what a power loss may still undo. A file's content is safe once the file was
 * synced, its name once the folder was.
 */
final class Disk {

    private final Map<String, DiskFile> names = new LinkedHashMap<>();
    private Map<String, DiskFile> safeNames = new LinkedHashMap<>();
    private final List<DiskCall> looseNames = new ArrayList<>();
    private final List<DiskFile> created = new ArrayList<>();

    void apply(DiskCall call) {
        switch (call.kind()) {
            case CREATE -> create(call);
            case WRITE, TRUNCATE -> file(call.name()).change(call);
            case SYNC -> file(call.name()).sync();
            case SYNC_FOLDER -> syncNames();
            case RENAME, UNLINK -> {
                looseNames.add(call);
                rename(names, call, null);
            }
            case NOTE -> {}
        }
    }

    /** Whether a power loss now could undo anything. */
    boolean isLoose() {
        return !looseNames.isEmpty() || names.values().stream().anyMatch(DiskFile::isLoose);
    }

    /** One of the folders that may be found after a power loss now: name and content of each file. */
    Map<String, byte[]> afterPowerLoss(Loss loss) {
        Map<String, DiskFile> found = new LinkedHashMap<>(safeNames);
        int kept = loss.names(looseNames.size());
        int creation = 0;
        for (DiskCall call : looseNames.subList(0, kept)) {
            rename(found, call, call.kind() == Kind.CREATE ? created.get(creation++) : null);
        }
        Map<String, byte[]> contents = new TreeMap<>();
        found.forEach((name, file) -> contents.put(name, loss.contentOf(file)));
        return contents;
    }

    private void create(DiskCall call) {
        DiskFile file = new DiskFile();
        looseNames.add(call);
        created.add(file);
        rename(names, call, file);
    }

    private void syncNames() {
        safeNames = new LinkedHashMap<>(names);
        looseNames.clear();
        created.clear();
    }

    private DiskFile file(String name) {
        DiskFile file = names.get(name);
        if (file == null) {
            throw new IllegalStateException("no file " + name + " in " + names.keySet());
        }
        return file;
    }

    private static void rename(Map<String, DiskFile> names, DiskCall call, @Nullable DiskFile fresh) {
        if (fresh != null) {
            names.put(call.name(), fresh);
        } else {
            DiskFile file = names.remove(call.name());
            if (call.kind() == Kind.RENAME && file != null) {
                names.put(call.other(), file);
            }
        }
    }
}
