package dev.rollcall.disklab;

import dev.rollcall.lab.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.zip.CRC32C;

/**
 * Loses the power after every call of a recording, each time in several ways, and judges each folder that may be found then. No folder is
 * judged twice at one point.
 */
final class PowerLosses {

    private static final int TRIES = 4;

    private final Recording recording;
    private final long seed;
    private final Path scratch;
    private final Disk disk = new Disk();
    private final Promises promises = new Promises();
    private final Tally tally = new Tally();

    /** What came of it. */
    static final class Tally {
        private long points;
        private long images;
        private long rows;
        private long lost;
        private final List<String> broken = new ArrayList<>();

        long points() {
            return points;
        }

        long images() {
            return images;
        }

        /** How many promised rows were looked for, all in all. */
        long rows() {
            return rows;
        }

        long lost() {
            return lost;
        }

        /** The images in which a promise did not hold, the first of them in words. */
        List<String> broken() {
            return broken;
        }
    }

    PowerLosses(Recording recording, long seed, Path scratch) {
        this.recording = recording;
        this.seed = seed;
        this.scratch = scratch;
    }

    /** Judges about so many images. */
    Tally judge(int images) throws IOException {
        double left = images;
        double due = 0;
        long points = recording.persistentCalls();
        for (int at = 0; at < recording.calls().size(); at++) {
            DiskCall call = recording.calls().get(at);
            disk.apply(call);
            if (call.isNote()) {
                promises.note(call.name());
            } else {
                // What a point has no use for goes to those after it; a few images go to points far apart.
                due += left / points;
                left -= left / points--;
                due -= judgeAt(at, (int) due);
            }
        }
        return tally;
    }

    private int judgeAt(int at, int most) throws IOException {
        tally.points++;
        Set<Long> seen = new HashSet<>();
        int way = (int) ((seed + at) % Loss.Way.values().length);
        int wanted = disk.isLoose() ? most : Math.min(1, most);
        for (int tried = 0; seen.size() < wanted && tried < TRIES * wanted; tried++) {
            Random random = new Random((seed * 31 + at) * 1_000_003 + tried);
            Loss loss = Loss.number(way + tried, random);
            Map<String, byte[]> image = disk.afterPowerLoss(loss);
            if (seen.add(fingerprint(image))) {
                judge(image, at, loss + ", try " + tried);
            }
        }
        return seen.size();
    }

    private void judge(Map<String, byte[]> image, int at, String how) throws IOException {
        Path folder = Scratch.write(scratch.resolve("image"), image);
        Judge judge = new Judge(folder.resolve("journal.db"), promises, stateToCome(at));
        List<String> findings = judge.findings();
        tally.images++;
        tally.rows += judge.rows();
        if (!findings.isEmpty()) {
            tally.lost += findings.stream()
                    .filter(finding -> finding.endsWith("is lost"))
                    .count();
            tally.broken.add("seed " + seed + ", after call " + at + " ("
                    + recording.calls().get(at) + "), " + how + ": " + findings);
        }
        Scratch.remove(folder);
    }

    private String stateToCome(int at) {
        return recording.calls().subList(at, recording.calls().size()).stream()
                .filter(call -> call.isNote() && call.name().startsWith("done "))
                .map(call -> call.name().substring("done ".length()))
                .findFirst()
                .orElse("");
    }

    private static long fingerprint(Map<String, byte[]> image) {
        CRC32C sum = new CRC32C();
        image.forEach((name, content) -> {
            sum.update(name.hashCode());
            sum.update(content.length >> 12);
            sum.update(content);
        });
        return sum.getValue();
    }
}
