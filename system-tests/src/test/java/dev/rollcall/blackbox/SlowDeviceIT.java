package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.blackbox.Site.Result;
import dev.rollcall.simulator.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Row D19: a terminal that answers a byte at a time, apart from the others since its time-outs are short. */
@Execution(ExecutionMode.CONCURRENT)
class SlowDeviceIT {

    @TempDir
    private Path folder;

    @Test
    void D19_answerOfOneByteAtATime_endsByTheDeadlineOfTheCall_andHeals() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, 4).withNothingBut("timeouts:\n  deviceCall: 3s\n")) {
            site.terminal()
                    .enqueueFault(Fault.dribble(Duration.ofMillis(300))
                            .onPath("/AcsEvent")
                            .times(1_000));

            Result sync = site.sync();

            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(1);
            assertThat(sync.text()).contains("front: NOT READ TO THE END", "try later");
            site.terminal().clearFaults();
            site.with().syncInside();
            site.assertExactlyOnce();
        }
    }
}
