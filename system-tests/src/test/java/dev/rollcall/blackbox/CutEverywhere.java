package dev.rollcall.blackbox;

import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import java.io.IOException;

/** Row N3, however many bytes are tried: the script is played to its end, and everything is there once. */
final class CutEverywhere {

    /** An answer to one event is shorter. */
    static final int LONGEST_ANSWER = 620;

    private CutEverywhere() {}

    static void letTheScriptPlay(Site site) throws IOException, InterruptedException {
        try (JarProcess run = site.agent().start("run")) {
            Pause.until(
                    "the end of the script",
                    Site.PATIENCE.multipliedBy(5),
                    () -> site.receiver().waitingFaults() == 0);
            site.awaitDelivery(run);
        }
        site.sync();
        site.assertExactlyOnce();
    }
}
