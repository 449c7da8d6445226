package dev.rollcall.disklab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.disklab.BitFlips.Outcome;
import dev.rollcall.lab.LabNote;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Row K3: what is in the journal or its log is not what was written. It is noticed, or nothing reads otherwise; nothing wrong is delivered. */
class BitFlipLabIT extends ScratchFixture {

    private static final int FEW = 120;
    private static final int MANY = Integer.getInteger("rollcall.lab.flips", 10_000);
    private static final int JOURNALS = 5;

    @Test
    void K3_damageAnywhere_isNoticedOrHarmless_andNothingWrongIsDelivered() throws IOException, SQLException {
        assertThat(strike(1, 25, FEW)).isEmpty();
    }

    @Test
    @Tag("long")
    void K3_damageAnywhere_tenThousandTimes_isNoticedOrHarmless_andNothingWrongIsDelivered()
            throws IOException, SQLException {
        List<String> broken = new ArrayList<>();
        for (int journal = 2; journal < 2 + JOURNALS; journal++) {
            broken.addAll(strike(journal, 20 + 4 * journal, MANY / JOURNALS));
        }
        assertThat(broken).isEmpty();
    }

    private List<String> strike(long seed, int steps, int times) throws IOException, SQLException {
        LabNote note = LabNote.begin("bitflips", "journal " + seed);
        BitFlips flips = new BitFlips(Files.createDirectory(scratch().resolve("journal-" + seed)), seed, steps);

        flips.strike(times);

        int detected = flips.outcomes().getOrDefault(Outcome.DETECTED, 0);
        note.counted(times, detected)
                .broken(flips.broken().size(), 0, 0)
                .say("%s; silent changes in %s", flips.outcomes(), flips.silent())
                .end();
        return flips.broken();
    }
}
