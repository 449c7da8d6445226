package dev.rollcall.receiver.inbox;

import dev.rollcall.receiver.store.Store;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives what an older version could not understand to the newer one, once. */
public final class Replay {

    private static final Logger log = LoggerFactory.getLogger(Replay.class);

    private Replay() {}

    /** Takes parked bodies up again if this version has not done so before; of several receivers one does. */
    public static void after(Store store, String version, InstantSource clock) {
        int bodies = store.write(unit -> unit.inbox().replayFor(version, clock.instant()));
        if (bodies > 0) {
            log.info("{} parked bodies are read again, as version {} may understand them", bodies, version);
        }
    }
}
