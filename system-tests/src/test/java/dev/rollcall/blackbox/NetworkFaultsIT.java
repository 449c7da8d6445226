package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.blackbox.Site.Result;
import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import dev.rollcall.oracle.Ledger;
import dev.rollcall.oracle.ScriptedReceiver;
import dev.rollcall.oracle.Truth;
import dev.rollcall.oracle.WireFault;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rows N1 to N5, N8, N10, N11, N13 and N14: what goes wrong between the agent and the receiver. */
@Execution(ExecutionMode.CONCURRENT)
class NetworkFaultsIT {

    private static final int PUNCHES = 6;

    @TempDir
    private Path folder;

    @Test
    void N1_receiverAway_losesNothing_saysSo_andHealsByItself() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.receiver().unplug();

            Result sync = site.sync();
            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(1);
            assertThat(sync.text())
                    .contains("127.0.0.1:" + site.receiver().port(), "cannot be reached", "waiting")
                    .doesNotContain(Site.TOKEN);

            try (JarProcess run = site.agent().start("run")) {
                Pause.until("an attempt", Site.PATIENCE, () -> says(run, "Nothing is lost; next attempt in"));
                site.receiver().plug();
                site.awaitDelivery(run);
            }
            site.assertExactlyOnce();
        }
    }

    @Test
    void N2_answerLostAfterCommit_isKnownOnResend() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.receiver().enqueue(WireFault.answerLostAfterCommit());

            Result sync = site.sync();

            assertThat(sync.exitCode()).as(sync.text()).isZero();
            List<Ledger.Batch> batches = site.receiver().ledger().batches();
            assertThat(batches).hasSizeGreaterThanOrEqualTo(2);
            assertThat(batches.get(0).ids())
                    .allSatisfy(id ->
                            assertThat(site.receiver().ledger().sent().get(id)).isGreaterThanOrEqualTo(2));
            assertThat(site.status().path("waiting").asInt()).isZero();
            site.assertExactlyOnce();
        }
    }

    @Test
    void N3_requestAndAnswerCutAnywhere_losesNothing_andRepeatsNothing() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES).inSingleFile()) {
            for (int at : new int[] {0, 1, 2, 10, 40, 100, 200, 300, 400, 10_000}) {
                site.receiver().enqueue(WireFault.requestCutAt(at));
            }
            for (int at = 1; at < CutEverywhere.LONGEST_ANSWER; at += 37) {
                site.receiver().enqueue(WireFault.answerCutAt(at));
            }

            CutEverywhere.letTheScriptPlay(site);
        }
    }

    @Test
    @Tag("long")
    void N3_answerCutAtEveryByte_losesNothing_andRepeatsNothing() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES).inSingleFile()) {
            for (int at = 0; at < CutEverywhere.LONGEST_ANSWER; at++) {
                site.receiver().enqueue(WireFault.answerCutAt(at));
            }

            CutEverywhere.letTheScriptPlay(site);
        }
    }

    @Test
    void N4_resetSilenceAndDribble_endByTheirDeadlines_andHeal() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES).inSingleFile()) {
            site.receiver()
                    .enqueue(
                            WireFault.reset(),
                            WireFault.deaf(),
                            WireFault.blackHole(),
                            WireFault.silentAfterCommit(),
                            WireFault.dribbledAnswer(Duration.ofMillis(50)));

            try (JarProcess run = site.agent().start("run")) {
                site.awaitDelivery(run);
                Pause.until(
                        "the end of the script",
                        Site.PATIENCE,
                        () -> site.receiver().waitingFaults() == 0);
                Pause.until("the word for silence", Site.PATIENCE, () -> says(run, "did not answer in time"));
                // A connection that both sides believe in, and one end of it is gone.
                site.receiver().unplug();
                site.receiver().plug();
            }
            site.syncInside();
            site.assertExactlyOnce();
        }
    }

    @Test
    void N5_unknownHost_isNamedWithWhatToCheck_andHealsOnceItIsKnown() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            Result sync =
                    site.sendingTo(URI.create("http://receiver.invalid:8080")).sync();

            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(1);
            assertThat(sync.text()).contains("receiver.invalid", "check receiver.url and the network", "waiting");

            site.sendingTo(site.receiver().url()).syncInside();
            site.assertExactlyOnce();
        }
    }

    @Test
    void N5_nameThatLeadsToAnotherComputer_sendsNothingAstray_andHealsOnceItIsRight()
            throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES);
                ScriptedReceiver other = ScriptedReceiver.start()) {
            other.always(WireFault.status(404, "text/html", "<html>It works!</html>"));
            Path names = folder.resolve("names");
            Map<String, String> resolver = Map.of("JDK_JAVA_OPTIONS", "-Djdk.net.hosts.file=" + names);
            site.sendingTo(URI.create("http://receiver.example:" + other.port()));

            Files.writeString(names, "127.0.0.2 receiver.example\n");
            Result nobody = Site.resultOf(site.agent().startUnder(List.of(), resolver, "sync"));
            assertThat(nobody.exitCode()).as(nobody.text()).isEqualTo(1);
            assertThat(nobody.text()).contains("receiver.example:" + other.port(), "cannot be reached", "waiting");

            Files.writeString(names, "127.0.0.1 receiver.example\n");
            Result stranger = Site.resultOf(site.agent().startUnder(List.of(), resolver, "sync"));
            assertThat(stranger.exitCode()).as(stranger.text()).isEqualTo(1);
            assertThat(stranger.text()).contains("404", "waiting");
            assertThat(other.ledger().size()).isZero();

            site.sendingTo(site.receiver().url()).syncInside();
            site.assertExactlyOnce();
        }
    }

    @Test
    void N8_redirects_areNotFollowed_andTheTokenStaysHome() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES);
                ScriptedReceiver elsewhere = ScriptedReceiver.start()) {
            URI target = elsewhere.url().resolve("/api/attendance/backup-sync");
            for (int status : new int[] {301, 302, 303, 307, 308}) {
                site.receiver().enqueue(WireFault.redirect(status, target));
            }
            try (JarProcess run = site.agent().start("run")) {
                Pause.until("the word for it", Site.PATIENCE, () -> says(run, "the receiver answered 307"));
                site.awaitDelivery(run);
            }

            assertThat(elsewhere.calls()).isEmpty();
            site.assertExactlyOnce();
        }
    }

    @Test
    void N10_bigBatches_areHalved_andAPoisonedEventIsSetAside() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, 25)) {
            site.receiver().always(WireFault.tooBigAbove(3));
            site.receiver().enqueue(WireFault.silentAbove(3));
            long poison = site.device().events().stream()
                    .filter(event -> event.isPunch())
                    .findFirst()
                    .orElseThrow()
                    .serialNo();
            site.receiver().ledger().reject(event -> event.path("serialNo").asLong() == poison);

            Result sync = site.sync();

            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(1);
            assertThat(sync.text()).contains("1 rejected");
            assertThat(site.status().path("rejected").path(0).path("reason").asText())
                    .contains("the oracle was told to reject it");
            site.receiver().ledger().reject(event -> false);
            assertThat(site.receiver().ledger().size())
                    .as("all but the poisoned one")
                    .isEqualTo(Truth.deliverable(site.device()).size() - 1);
            assertThat(site.receiver().ledger().batches())
                    .allSatisfy(batch -> assertThat(batch.ids()).hasSizeLessThanOrEqualTo(3));
            assertThat(site.receiver().ledger().contradictions()).isEmpty();
        }
    }

    @Test
    void N11_requestsRepeatedReorderedAndDelayedOnTheWay_changeNothing() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES).inSingleFile()) {
            Queue<byte[]> middlebox = new ConcurrentLinkedQueue<>();
            site.receiver()
                    .enqueue(
                            WireFault.delayedIn(middlebox),
                            WireFault.none(),
                            WireFault.delayedIn(middlebox),
                            WireFault.delayedIn(middlebox));
            try (JarProcess run = site.agent().start("run")) {
                Pause.until("the delays", Site.PATIENCE, () -> middlebox.size() == 3);
                // Late, after younger ones, and some of them before the agent has sent them again.
                List<byte[]> late = new ArrayList<>(middlebox);
                for (int copy = 0; copy < 3; copy++) {
                    for (int at = late.size() - 1; at >= 0; at--) {
                        site.receiver().ledger().commit(late.get(at));
                    }
                }
                site.awaitDelivery(run);
            }
            for (byte[] days : middlebox) {
                site.receiver().ledger().commit(days);
            }

            site.syncInside();
            assertThat(site.status().path("waiting").asInt()).isZero();
            site.assertExactlyOnce();
        }
    }

    @Test
    void N13_slowUplink_makesProgressInSmallerBatches() throws IOException, InterruptedException {
        int many = 60;
        try (Site site = Site.in(folder, many)) {
            // A batch of all takes longer than the whole call may; smaller ones get through.
            site.receiver().always(WireFault.slowUplink(500, Duration.ofMillis(100)));
            try (JarProcess run = site.agent().start("run")) {
                site.awaitDelivery(run);
            }

            assertThat(site.receiver().ledger().batches())
                    .allSatisfy(batch -> assertThat(batch.ids()).hasSizeLessThan(many));
            site.assertExactlyOnce();
        }
    }

    @Test
    void N14_afterAnOutage_waitsAreSpreadByJitter_andRetryAfterIsObeyed() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, 1).with("retryCap: 300ms")) {
            for (int refusal = 0; refusal < 14; refusal++) {
                site.receiver().enqueue(WireFault.status(503, "text/plain", "overloaded"));
            }
            site.receiver().enqueue(WireFault.status(429, "text/plain", "slow down", "Retry-After: 1"));
            try (JarProcess run = site.agent().start("run")) {
                site.awaitDelivery(run);
            }

            List<Long> millis = new ArrayList<>();
            List<ScriptedReceiver.Call> calls = site.receiver().batchCalls();
            for (int at = 1; at < calls.size(); at++) {
                millis.add((calls.get(at).nanos() - calls.get(at - 1).nanos()) / 1_000_000);
            }
            List<Long> afterRefusals = millis.subList(0, 14);
            assertThat(afterRefusals.stream().mapToLong(wait -> wait).max().orElseThrow()
                            - afterRefusals.stream()
                                    .mapToLong(wait -> wait)
                                    .min()
                                    .orElseThrow())
                    .as("waits " + afterRefusals + " differ as full jitter does")
                    .isGreaterThan(30);
            assertThat(millis.get(14)).as("Retry-After: 1 of " + millis).isGreaterThanOrEqualTo(990);
            site.assertExactlyOnce();
        }
    }

    static boolean says(JarProcess process, String text) {
        try {
            return process.complained().contains(text);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
