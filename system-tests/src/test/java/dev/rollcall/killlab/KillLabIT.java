package dev.rollcall.killlab;

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
        System.out.println(new RandomKills(folder, 20, 20).run());
    }

    @Tag("long")
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void A1_killedTwoHundredTimesUnderLiveTraffic_losesNothing_andRepeatsNothing(long seed)
            throws IOException, InterruptedException, SQLException {
        System.out.println(new RandomKills(folder, seed, 40).run());
    }
}
