package dev.rollcall.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.house.Artifacts;
import dev.rollcall.house.ReceiverProcess;
import dev.rollcall.lab.LabNote;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * One random row is deleted, altered or inserted in device, journal or receiver, over and over: the report names exactly that row, and
 * where it can be put right it is.
 */
@Execution(ExecutionMode.CONCURRENT)
class ProofOfTheProofIT {

    private static final int FEW = 144;
    private static final int MANY = 10_000;
    private static final int ROUNDS_A_HOUSE = 360;

    @TempDir
    private Path folder;

    @Test
    void rowChangedAnywhere_isNamedExactly() throws Exception {
        rounds(FEW, 7);
    }

    @Test
    @Tag("long")
    void rowChangedAnywhere_isNamedExactly_tenThousandTimes() throws Exception {
        rounds(MANY, 8);
    }

    private void rounds(int rounds, long seed) throws Exception {
        Random random = new Random(seed);
        Map<Change, Integer> done = new EnumMap<>(Change.class);
        Artifacts artifacts = new Artifacts(Path.of(System.getProperty("rollcall.home")));
        LabNote note = LabNote.begin("proof", rounds + " rows changed");
        try (ReceiverProcess receiver = ReceiverProcess.unpacked(artifacts, folder, List.of())) {
            receiver.start();
            for (int first = 0; first < rounds; first += ROUNDS_A_HOUSE) {
                String key = String.format("PRF%06d", seed * 1000 + first / ROUNDS_A_HOUSE);
                try (ProvedHouse house = new ProvedHouse(folder.resolve(key), receiver, receiver.dataDir(), key)) {
                    assertThat(ProvedHouse.found(house.verify()))
                            .as("before anything was changed")
                            .isEmpty();
                    int last = Math.min(rounds, first + ROUNDS_A_HOUSE);
                    for (int round = first; round < last; round++) {
                        Change change = Change.values()[round % Change.values().length];
                        one(house, change, random, 1 + 2L * ((round - first) / Change.values().length), round);
                        done.merge(change, 1, Integer::sum);
                    }
                    assertThat(ProvedHouse.found(house.verify()))
                            .as("once all is put right")
                            .isEmpty();
                }
            }
        }
        note.counted(rounds, rounds).say("0 missed, 0 false: %s", done).end();
    }

    private static void one(ProvedHouse house, Change change, Random random, long hole, int round) throws Exception {
        Change.Done done = change.apply(house, random, hole);
        List<Finding> found = ProvedHouse.found(house.verify());

        assertThat(found).as("round %d, %s of %s", round, change, done.id()).hasSize(1);
        Finding finding = found.get(0);
        assertThat(finding.kind()).as("round %d, %s", round, finding).isEqualTo(change.kind());
        assertThat(String.valueOf(finding.id()))
                .as("round %d, %s", round, change)
                .isEqualTo(done.id());
        assertThat(finding.state()).as("round %d, %s", round, finding).isEqualTo(change.state());
        done.undo().run();
    }
}
