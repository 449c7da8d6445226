package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.blackbox.Site.Result;
import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import dev.rollcall.oracle.Ledger;
import dev.rollcall.oracle.Truth;
import dev.rollcall.oracle.WireFault;
import dev.rollcall.simulator.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rows A3, A5 to A8 and A15: what happens to the agent's process. (A1 is the kill lab, A9 and the disk are in {@link DiskFaultsIT}.) */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class ProcessFaultsIT {

    private static final int PUNCHES = 12;
    private static final long STOP_SECONDS = 20;
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    @TempDir
    private Path folder;

    @Test
    void A3_toldToStopWithinARequest_endsSoon_andTheNextRunGoesOn() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)
                .withNothingBut(
                        "limits:\n  restartPause: 0ms\ntimeouts:\n  receiverRead: 10m\n  receiverCall: 10m\n")) {
            site.receiver().enqueue(WireFault.silentAfterCommit());
            JarProcess run = site.agent().start("run");
            Pause.until(
                    "a request under way",
                    Site.PATIENCE,
                    () -> site.receiver().ledger().size() > 0);

            run.terminate();

            assertThat(run.exitCode(STOP_SECONDS)).as(run.complained()).isIn(0, 143);
            Result sync = site.sync();
            assertThat(sync.exitCode()).as(sync.text()).isZero();
            site.assertExactlyOnce();
        }
    }

    @Test
    void A5_frozenForLongerThanEveryTimeout_goesOnWhereItWas() throws IOException, InterruptedException {
        assumeFalse(WINDOWS, "SIGSTOP is not to be had here");
        try (Site site = Site.in(folder, PUNCHES).inSingleFile()) {
            site.receiver().always(WireFault.slowUplink(10_000, Duration.ofMillis(100)));
            try (JarProcess run = site.agent().start("run")) {
                Pause.until(
                        "a delivery under way",
                        Site.PATIENCE,
                        () -> site.receiver().ledger().size() > 1);
                Site.signal(run, "STOP");
                long frozen = System.nanoTime();
                Site.punch(site.device(), 3);
                Pause.until(
                        "longer than every time-out", Site.PATIENCE, () -> System.nanoTime() - frozen > 2_000_000_000L);
                Site.signal(run, "CONT");
                Pause.until(
                        "the rest",
                        Site.PATIENCE,
                        () -> site.receiver().ledger().size()
                                >= Truth.deliverable(site.device()).size() - 3);
            }
            site.syncInside();
            site.assertExactlyOnce();
        }
    }

    @Test
    void A5_oldJournalCopiedBack_readsAndSendsAgain_andNothingIsThereTwice() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.syncInside();
            Map<String, byte[]> snapshot = journalOf(site);
            Site.punch(site.device(), 5);
            site.syncInside();
            Site.punch(site.device(), 5);

            for (String file : List.of("journal.db", "journal.db-wal", "journal.db-shm")) {
                Files.deleteIfExists(site.agent().dataDir().resolve(file));
            }
            for (Map.Entry<String, byte[]> file : snapshot.entrySet()) {
                Files.write(site.agent().dataDir().resolve(file.getKey()), file.getValue());
            }
            Result sync = site.sync();

            assertThat(sync.exitCode()).as(sync.text()).isZero();
            assertThat(site.receiver().ledger().sent().values())
                    .as("some were sent twice")
                    .contains(2);
            site.assertExactlyOnce();
        }
    }

    @Test
    void A6_secondInstance_isRefusedWithWords_andAKilledOneLeavesNoLock() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            Path other = Files.createDirectory(folder.resolve("second"));
            JarProcess first = site.agent().start("run");
            Pause.until(
                    "the first at work",
                    Site.PATIENCE,
                    () -> site.receiver().ledger().size() > 0);

            JarProcess second = site.agent().startIn(other, "run");
            assertThat(second.exitCode(STOP_SECONDS * 3)).isEqualTo(1);
            assertThat(second.complained())
                    .contains("Another agent works with", "agent-data", "stop the running agent first");
            assertThat(first.isAlive()).isTrue();

            first.kill();
            Result afterwards = site.sync();
            assertThat(afterwards.exitCode()).as(afterwards.text()).isZero();
            site.assertExactlyOnce();
        }
    }

    @Test
    void A7_twoAgentsOnTwoComputers_storeNothingTwice_andBothAreSeen() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            Site.Computer second = site.secondComputer(Files.createDirectory(folder.resolve("computer-2")));
            JarProcess one = site.agent().start("sync");
            JarProcess two = second.agent().start("sync");

            assertThat(one.exitCode(90)).as(one.complained()).isZero();
            assertThat(two.exitCode(90)).as(two.complained()).isZero();

            assertThat(site.receiver().ledger().batches().stream()
                            .map(Ledger.Batch::agent)
                            .collect(Collectors.toSet()))
                    .hasSize(2);
            assertThat(site.receiver().ledger().sent().values()).allMatch(times -> times == 2);
            site.assertExactlyOnce();
        }
    }

    @Test
    void A8_runLongerThanTheSchedule_isNotBegunTwice_andTheLeftOutRunIsSaid() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)
                .withNothingBut("limits:\n  pagePause: 0ms\ntimeouts:\n  deviceRead: 10m\n  deviceCall: 10m\n")) {
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch held = new CountDownLatch(1);
            site.terminal()
                    .enqueueFault(Fault.meanwhile(device -> {
                                begun.countDown();
                                await(held);
                            })
                            .onPath("/AcsEvent"));
            try (JarProcess run = site.agent().start("run")) {
                Pause.until("a run under way", Site.PATIENCE, () -> begun.getCount() == 0);
                long minute = System.currentTimeMillis() / 60_000;
                Pause.until(
                        "the next minute, when a run is due",
                        Site.PATIENCE.multipliedBy(2),
                        () -> System.currentTimeMillis() >= (minute + 1) * 60_000 + 3_000);
                assertThat(asked(site, "/deviceInfo")).as("runs begun").isEqualTo(1);
                held.countDown();
                site.awaitDelivery(run);
                Pause.until("the word for it", Site.PATIENCE, () -> NetworkFaultsIT.says(run, "left out"));
            }
            site.assertExactlyOnce();
        }
    }

    @Test
    void A15_restartsInATightLoop_hammerNeitherDeviceNorReceiver() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES).with("restartPause: 10m", "refusalProbeEvery: 10m")) {
            site.receiver().always(WireFault.tokenRefused());
            for (int start = 0; start < 4; start++) {
                JarProcess run = site.agent().start("run");
                Pause.until("the start", Site.PATIENCE, () -> NetworkFaultsIT.says(run, "Running: "));
                if (start == 0) {
                    Pause.until(
                            "the refusal", Site.PATIENCE, () -> NetworkFaultsIT.says(run, "token add --role agent"));
                }
                run.kill();
            }

            assertThat(asked(site, "/deviceInfo")).as("passes over the device").isEqualTo(1);
            assertThat(site.receiver().batchCalls())
                    .as("presentations of the refused token")
                    .hasSize(1);
            site.receiver().always(null);
            assertThat(site.with().sync().exitCode())
                    .as("a person's own sync does not wait")
                    .isZero();
            site.assertExactlyOnce();
        }
    }

    private static long asked(Site site, String pathEnd) {
        return site.terminal().requests().stream()
                .filter(request -> request.path().endsWith(pathEnd) && request.authorized())
                .count();
    }

    private static void await(CountDownLatch latch) {
        try {
            assumeTrue(latch.await(3, TimeUnit.MINUTES), "somebody lets the device answer");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, byte[]> journalOf(Site site) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : List.of("journal.db", "journal.db-wal")) {
            Path file = site.agent().dataDir().resolve(name);
            if (Files.exists(file)) {
                files.put(name, Files.readAllBytes(file));
            }
        }
        return files;
    }
}
