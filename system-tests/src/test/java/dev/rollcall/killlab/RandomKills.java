package dev.rollcall.killlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import dev.rollcall.oracle.JournalCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Kills {@code run} so many times at moments spread over its life, each time started again at once, while punches come and the receiver
 * has its bad moments. Every fourth kill strikes the start; the others count from the moment the agent first asks a terminal, and close in
 * on its work from both sides: what came too early and what came too late narrow the time that the next ones strike, so that
 * they meet it on a machine of any speed.
 */
final class RandomKills {

    private static final int HISTORY = 400;
    private static final int RUSH = 100;
    private static final int STARTS = 4;
    /** How long the work takes at first guess, in times of a start. */
    private static final double WORK = 0.6;

    private static final String OVER = "not reading, settled";
    private static final String TOO_EARLY = "nothing new stored";

    private final Path folder;
    private final long seed;
    private final int kills;
    private final Map<String, Integer> hits = new TreeMap<>();
    private long earliest;
    private long latest;

    RandomKills(Path folder, long seed, int kills) {
        this.folder = folder;
        this.seed = seed;
        this.kills = kills;
    }

    /** Does it, and says what was hit. */
    String run() throws IOException, InterruptedException, SQLException {
        try (LiveSite site = new LiveSite(folder, "seed-" + seed, HISTORY)) {
            site.haveBadMoments();
            long start = System.nanoTime();
            assertThat(site.agent().run("status")).isZero();
            long startUp = System.nanoTime() - start;
            latest = (long) (WORK * startUp);
            Thread traffic = site.liveTraffic(Duration.ofMillis(25));
            int number = 0;
            for (double moment : moments()) {
                boolean atWork = ++number % STARTS != 0;
                long atWorkMoment = earliest + (long) (moment * (latest - earliest));
                killAfter(site, atWork, atWork ? atWorkMoment : (long) (moment * startUp));
            }
            site.quiet(traffic);
            site.recover();
            site.assertExactlyOnce();
            assertThat(hits.keySet())
                    .as("kills that struck no work prove nothing: %s", hits)
                    .anyMatch(hit -> !hit.equals(OVER) && !hit.equals(TOO_EARLY));
            return "kill lab: seed %d, %d kills, hit %s; %d events logged, %d delivered, %d batches, 0 lost, 0 twice"
                    .formatted(
                            seed,
                            kills,
                            hits,
                            site.logged(),
                            site.receiver().ledger().size(),
                            site.receiver().ledger().batches().size());
        }
    }

    /** One in each stretch of the life, in any order. */
    private List<Double> moments() {
        Random random = new Random(seed);
        List<Double> moments = new ArrayList<>();
        for (int kill = 0; kill < kills; kill++) {
            moments.add((kill + random.nextDouble()) / kills);
        }
        Collections.shuffle(moments, random);
        return moments;
    }

    private void killAfter(LiveSite site, boolean atWork, long nanos)
            throws IOException, InterruptedException, SQLException {
        for (int punch = 0; punch < RUSH; punch++) {
            site.punch();
        }
        long before = stored(site);
        int asked = site.asked();
        JarProcess run = site.agent().start("run");
        if (atWork) {
            Pause.until("a word to a terminal", Duration.ofMinutes(1), () -> site.asked() > asked);
        }
        long begin = System.nanoTime();
        Pause.until("the moment", Duration.ofMinutes(5), () -> System.nanoTime() - begin >= nanos);
        assertThat(run.isAlive())
                .as("nobody else ended it: %s", run.complained())
                .isTrue();
        run.kill();
        String state = stored(site) == before ? TOO_EARLY : stateOf(site);
        if (atWork) {
            closeIn(state, nanos);
        }
        hits.merge(state, 1, Integer::sum);
    }

    /** Not all the way, since no two runs take the same time. */
    private void closeIn(String state, long nanos) {
        if (state.equals(OVER)) {
            latest = (latest + nanos) / 2;
        } else if (state.equals(TOO_EARLY)) {
            earliest = (earliest + 3 * nanos) / 4;
            latest = Math.max(latest, 3 * nanos);
        }
    }

    private static long stored(LiveSite site) throws IOException, SQLException {
        if (!Files.exists(site.agent().dataDir().resolve("journal.db"))) {
            return 0;
        }
        try (JournalCopy journal = site.look()) {
            return journal.hasTables() ? journal.number("select count(*) from event") : 0;
        }
    }

    private static String stateOf(LiveSite site) throws IOException, SQLException {
        if (!Files.exists(site.agent().dataDir().resolve("journal.db"))) {
            return "no journal";
        }
        try (JournalCopy journal = site.look()) {
            assertThat(journal.flaws()).isEmpty();
            if (!journal.hasTables()) {
                return "no tables";
            }
            boolean reading = journal.number("select count(*) from pass p where ended_at is null"
                            + " and seq = (select max(seq) from pass where device = p.device)")
                    > 0;
            boolean sending = journal.number("select count(*) from outbox where state = 'claimed'") > 0;
            boolean waiting = journal.number("select count(*) from outbox where state = 'waiting'") > 0;
            return (reading ? "reading" : "not reading")
                    + (sending ? ", sending" : waiting ? ", waiting" : ", settled");
        }
    }
}
