package dev.rollcall.killlab;

import dev.rollcall.lab.LabNote;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Row A1: {@code kill -9} at random moments. The seeds are fixed; what they hit depends on the machine and is printed. */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class KillLabIT {

    @TempDir
    private Path folder;

    @Test
    void A1_killedTwentyTimesUnderLiveTraffic_losesNothing_andRepeatsNothing()
            throws IOException, InterruptedException, SQLException {
        kill(20, 20);
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void A1_killedTwoHundredTimesUnderLiveTraffic_losesNothing_andRepeatsNothing(long seed)
            throws IOException, InterruptedException, SQLException {
        kill(seed, 40);
    }

    private void kill(long seed, int kills) throws IOException, InterruptedException, SQLException {
        LabNote note = LabNote.begin("kill", "seed " + seed);
        String said = new RandomKills(folder, seed, kills).run();
        note.counted(kills, kills).say("%s", said).end();
    }
}
