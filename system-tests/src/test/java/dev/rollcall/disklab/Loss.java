package dev.rollcall.disklab;

import dev.rollcall.disklab.DiskCall.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * How a power loss turns out: which of the loose changes reached the disk. A sector holds one of the states it has had since its file
 * was last synced, whatever its neighbours hold; a file has one of the lengths it has had; names change in their order, up to some point.
 */
final class Loss {

    private static final int[] SECTORS = {512, 4096};

    private final Random random;
    private final Way way;
    private final int sector;
    private final boolean garbage;

    /** What is likely to be there. */
    enum Way {
        NOTHING,
        ALL,
        /** All up to a call, and that one torn. */
        BEGINNING,
        /** Each sector in any of its states. */
        ANY,
        /** Nearly all sectors as they were last. */
        NEARLY_ALL,
        /** Nearly all sectors as they were safe. */
        NEARLY_NOTHING,
        /** Each file in a way of its own. */
        MIXED
    }

    private Loss(Random random, Way way) {
        this.random = random;
        this.way = way;
        this.sector = SECTORS[random.nextInt(SECTORS.length)];
        this.garbage = random.nextInt(3) == 0;
    }

    /** One way of so many. */
    static Loss number(int number, Random random) {
        return new Loss(random, Way.values()[number % Way.values().length]);
    }

    /** How many of the changes of names are there. */
    int names(int loose) {
        return switch (way) {
            case NOTHING -> 0;
            case ALL -> loose;
            default -> random.nextInt(loose + 1);
        };
    }

    /** What is there of a file. */
    byte[] contentOf(DiskFile file) {
        List<DiskCall> loose = file.loose();
        Way own = way == Way.MIXED ? Way.values()[random.nextInt(Way.MIXED.ordinal())] : way;
        if (loose.isEmpty() || own == Way.NOTHING) {
            return file.safeContent(0);
        }
        List<Integer> lengths = lengths(file);
        int longest = lengths.stream().mapToInt(each -> each).max().orElse(0);
        byte[] content = file.safeContent(longest);
        fillBeyond(content, file.safeLength());
        int last = own == Way.BEGINNING ? 1 + random.nextInt(loose.size()) : loose.size();
        changesOfSectors(loose.subList(0, last), longest).forEach((number, changes) -> {
            int kept = kept(own, changes, loose, last);
            int start = number * sector;
            if (kept > 0 && start + sector > file.safeLength()) {
                // Whoever writes such a sector for the first time writes nothing beside what is new.
                int beyond = Math.min(content.length, Math.max(start, file.safeLength()));
                Arrays.fill(content, beyond, Math.min(start + sector, content.length), (byte) 0);
            }
            for (DiskCall change : changes.subList(0, kept)) {
                applyWithin(content, start, change);
            }
        });
        return Arrays.copyOf(content, length(own, lengths, last));
    }

    private int length(Way own, List<Integer> lengths, int last) {
        return switch (own) {
            case ALL -> lengths.get(lengths.size() - 1);
            case BEGINNING -> lengths.get(last);
            default -> lengths.get(random.nextInt(lengths.size()));
        };
    }

    private int kept(Way own, List<DiskCall> changes, List<DiskCall> loose, int last) {
        int all = changes.size();
        return switch (own) {
            case ALL -> all;
            case BEGINNING -> changes.get(all - 1) == loose.get(last - 1) && random.nextBoolean() ? all - 1 : all;
            case NEARLY_ALL -> random.nextInt(8) == 0 ? random.nextInt(all) : all;
            case NEARLY_NOTHING -> random.nextInt(8) == 0 ? 1 + random.nextInt(all) : 0;
            default -> random.nextInt(all + 1);
        };
    }

    private TreeMap<Integer, List<DiskCall>> changesOfSectors(List<DiskCall> loose, int longest) {
        TreeMap<Integer, List<DiskCall>> sectors = new TreeMap<>();
        for (DiskCall change : loose) {
            long end = change.kind() == Kind.TRUNCATE ? longest : change.end();
            for (long at = change.at() / sector; at * sector < end; at++) {
                sectors.computeIfAbsent((int) at, number -> new ArrayList<>()).add(change);
            }
        }
        return sectors;
    }

    private void applyWithin(byte[] content, int start, DiskCall change) {
        int end = Math.min(start + sector, content.length);
        int from = Math.max(start, (int) change.at());
        if (change.kind() == Kind.TRUNCATE) {
            Arrays.fill(content, Math.min(from, end), end, (byte) 0);
        } else {
            int to = Math.min(end, (int) change.end());
            System.arraycopy(change.bytes(), from - (int) change.at(), content, from, to - from);
        }
    }

    private static List<Integer> lengths(DiskFile file) {
        List<Integer> lengths = new ArrayList<>(List.of(file.safeLength()));
        for (DiskCall change : file.loose()) {
            lengths.add(DiskFile.lengthAfter(lengths.get(lengths.size() - 1), change));
        }
        return lengths;
    }

    /** Where a file grew and its content did not arrive, there is nothing, or what lay there before. */
    private void fillBeyond(byte[] content, int from) {
        if (garbage && from < content.length) {
            byte[] old = new byte[content.length - from];
            random.nextBytes(old);
            System.arraycopy(old, 0, content, from, old.length);
        }
    }

    @Override
    public String toString() {
        return way + ", sectors of " + sector;
    }
}
