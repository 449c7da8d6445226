package dev.rollcall.killlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import dev.rollcall.lab.LabNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows C1 to C3: the packaged agent under a wrong clock, and under one that jumps while it works. libfaketime gives it that clock (its library is
 * looked for where systems put it, or at {@code -Drollcall.lab.faketime=FILE}); without it this is skipped.
 */
@Tag("long")
class ClocksIT {

    private static final String ABSENT = "skipped: this machine has no libfaketime (the package faketime)";
    private static final List<String> PLACES = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime",
            "/usr/lib/aarch64-linux-gnu/faketime",
            "/usr/lib64/faketime",
            "/usr/lib/faketime",
            "/usr/local/lib/faketime");
    private static final List<String> CLOCKS = List.of(
            "@1970-01-02 00:00:00",
            "@2000-01-01 00:00:00",
            "@2038-01-19 03:13:58",
            "@2099-12-31 23:59:58",
            "-5y",
            "-400d",
            "-1d",
            "-1h",
            "+1h",
            "+1d",
            "+100d",
            "+5y");
    private static final int JUMPS = Integer.getInteger("rollcall.lab.jumps", 60);

    @TempDir
    private Path folder;

    @Test
    void C1_wrongClock_losesNothing_andRepeatsNothing() throws IOException, InterruptedException, SQLException {
        Path library = library();
        assumeTrue(library != null, ABSENT);
        LabNote note = LabNote.begin("clocks", "a wrong clock from the start");
        int right = 0;
        for (int number = 0; number < CLOCKS.size(); number++) {
            right += syncUnder(library, CLOCKS.get(number), number) ? 1 : 0;
        }
        note.counted(CLOCKS.size(), CLOCKS.size())
                .say("%d of the syncs delivered all at once, the others in the next one", right)
                .end();
    }

    /** Syncs under a wrong clock, then under the right one; whether the first delivered all. */
    private boolean syncUnder(Path library, String clock, int number)
            throws IOException, InterruptedException, SQLException {
        try (LiveSite site = new LiveSite(folder, "clock-" + number, 40)) {
            JarProcess sync =
                    site.agent().startUnder(List.of(), environment(library, Map.of("FAKETIME", clock)), "sync");
            int exitCode = sync.exitCode(120);
            String said = sync.printed() + sync.complained();
            assertThat(exitCode).as("under %s: %s", clock, said).isBetween(0, 1);
            site.punch();
            site.recover();
            site.assertExactlyOnce();
            return exitCode == 0;
        }
    }

    @Test
    void C2_C3_clockThatJumpsWhileTheAgentWorks_losesNothing_andRepeatsNothing()
            throws IOException, InterruptedException, SQLException {
        Path library = library();
        assumeTrue(library != null, ABSENT);
        LabNote note = LabNote.begin("clocks", "jumps while it runs");
        Path clock = folder.resolve("clock");
        Files.writeString(clock, "+0");
        Random random = new Random(20261130);
        try (LiveSite site = new LiveSite(folder, "jumps", 100)) {
            Thread traffic = site.liveTraffic(Duration.ofMillis(50));
            Map<String, String> faked =
                    environment(library, Map.of("FAKETIME_TIMESTAMP_FILE", clock.toString(), "FAKETIME_NO_CACHE", "1"));
            try (JarProcess run = site.agent().startUnder(List.of(), faked, "run")) {
                for (int jump = 0; jump < JUMPS; jump++) {
                    int asked = site.asked();
                    replace(clock, jump(random));
                    long moment = System.nanoTime() + Duration.ofMillis(1_000).toNanos();
                    Pause.until("the next jump", Duration.ofMinutes(1), () -> System.nanoTime() > moment);
                    assertThat(run.isAlive())
                            .as("after %d jumps (asked %d times): %s", jump, asked, run.complained())
                            .isTrue();
                }
            }
            site.quiet(traffic);
            site.recover();
            site.assertExactlyOnce();
            note.counted(JUMPS, JUMPS)
                    .say("%d events logged, terminals asked %d times", site.logged(), site.asked())
                    .end();
        }
    }

    private static String jump(Random random) {
        List<String> units = List.of("m", "h", "d", "y");
        return (random.nextBoolean() ? "+" : "-") + (1 + random.nextInt(9)) + units.get(random.nextInt(units.size()));
    }

    private static void replace(Path file, String text) throws IOException {
        Path fresh = file.resolveSibling("clock.new");
        Files.writeString(fresh, text);
        Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Waiting goes by the monotonic clock, which a wrong wall clock leaves alone. */
    private static Map<String, String> environment(Path library, Map<String, String> more) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("LD_PRELOAD", library.toString());
        environment.put("FAKETIME_DONT_FAKE_MONOTONIC", "1");
        environment.put("DONT_FAKE_MONOTONIC", "1");
        // Else it lets waits end at once that are measured by that clock.
        environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
        return environment;
    }

    private static @Nullable Path library() throws IOException {
        String told = System.getProperty("rollcall.lab.faketime");
        List<Path> found = new ArrayList<>();
        for (Path place : Stream.concat(Stream.ofNullable(told), PLACES.stream())
                .filter(Objects::nonNull)
                .map(Path::of)
                .toList()) {
            if (Files.isRegularFile(place)) {
                found.add(place);
            }
            for (String name : Arrays.asList("libfaketimeMT.so.1", "libfaketime.so.1")) {
                if (Files.isRegularFile(place.resolve(name))) {
                    found.add(place.resolve(name));
                }
            }
        }
        return found.isEmpty() ? null : found.get(0);
    }
}
