package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.rollcall.blackbox.Site.Result;
import dev.rollcall.house.JarProcess;
import dev.rollcall.house.Pause;
import dev.rollcall.oracle.Truth;
import dev.rollcall.oracle.WireFault;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rows N9, N12, N15 and O2: answers that are no acknowledgement, whatever they look like. */
@Execution(ExecutionMode.CONCURRENT)
class AnswersIT {

    private static final int PUNCHES = 4;
    private static final int[] RETRIED = {
        201, 202, 203, 204, 226, 299, 300, 304, 400, 402, 404, 405, 406, 409, 410, 411, 414, 415, 417, 418, 421,
        422, 423, 424, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 599
    };

    @TempDir
    private Path folder;

    @Test
    void N9_noStatusButAReceipt_isAnAcknowledgement_andEachIsTriedAgain() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES).inSingleFile()) {
            for (int status : RETRIED) {
                site.receiver()
                        .enqueue(WireFault.status(status, "text/plain", status == 204 || status == 304 ? "" : "no"));
            }
            site.receiver()
                    .enqueue(
                            WireFault.status(401, "text/html", "<h1>proxy: who are you?</h1>"),
                            WireFault.status(403, "text/html", "<h1>blocked by policy</h1>"),
                            WireFault.status(407, "text/html", "<h1>proxy authentication</h1>"),
                            WireFault.status(413, "text/html", "<h1>too large</h1>"),
                            WireFault.status(503, "text/plain", "later", "Retry-After: Thu, 01 Jan 1970 00:00:00 GMT"),
                            WireFault.status(503, "text/plain", "later", "Retry-After: rubbish"),
                            WireFault.problem(422, "event-unreadable", "perhaps a proxy's"),
                            WireFault.tokenRefused(),
                            // A receipt under another status settles nothing either.
                            WireFault.receiptUnder(202));
            int script = site.receiver().waitingFaults();

            try (JarProcess run = site.agent().start("run")) {
                awaitSending(site, script + Truth.deliverable(site.device()).size());
                site.awaitDelivery(run);
                for (int status : RETRIED) {
                    assertThat(run.complained()).contains("the receiver answered " + status);
                }
                assertThat(run.complained())
                        .contains("407", "token add --role agent")
                        .doesNotContain(Site.TOKEN);
            }

            site.syncInside();
            assertThat(site.status().path("blocked").asInt()).isZero();
            site.assertExactlyOnce();
        }
    }

    @Test
    void N12_answersOfCachesChallengesAndForgers_areNoAcknowledgement() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES).inSingleFile()) {
            AtomicReference<byte[]> cache = new AtomicReference<>();
            List<WireFault> noAcknowledgements = List.of(
                    WireFault.answerFrom(cache),
                    WireFault.status(200, "text/html", "<html>checking your browser</html>"),
                    WireFault.status(200, "application/json", "<html>checking your browser</html>"),
                    WireFault.status(200, "application/json", ""),
                    WireFault.status(200, "application/json", "null"),
                    WireFault.status(200, "application/json", "{\"success\":true}"),
                    WireFault.status(200, "application/json", "{\"success\":true,\"batchId\":\"x\",\"outco"),
                    WireFault.forgedReceipt(receipt -> receipt.put("batchId", "another")),
                    WireFault.forgedReceipt(receipt -> without(receipt, "store")),
                    WireFault.forgedReceipt(receipt -> without(receipt, "outcomes")),
                    WireFault.forgedReceipt(AnswersIT::withNoOutcome),
                    WireFault.forgedReceipt(AnswersIT::withAnotherOutcomeToo),
                    WireFault.forgedReceipt(AnswersIT::withAnUnknownOutcome));
            site.receiver().enqueue(WireFault.cachedIn(cache));
            noAcknowledgements.forEach(site.receiver()::enqueue);

            int answersRefused = noAcknowledgements.size();

            try (JarProcess run = site.agent().start("run")) {
                awaitSending(
                        site, answersRefused + Truth.deliverable(site.device()).size());
                site.awaitDelivery(run);
                assertThat(site.receiver().waitingFaults()).isZero();
                assertThat(run.complained()).contains("200 but no acknowledgement", "it is for batch 'another'");
            }

            site.assertExactlyOnce();
        }
    }

    @Test
    void N15_endlessAndExplodingAnswers_areCutOff_inLittleMemory() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES).with("batchSize: 1", "answerBytes: 1048576")) {
            site.receiver().enqueue(WireFault.endlessBody(), WireFault.gzipBomb(256L << 20), WireFault.endlessBody());

            try (JarProcess run = site.agent().startUnder(List.of(), Map.of("JDK_JAVA_OPTIONS", "-Xmx32m"), "run")) {
                Pause.until(
                        "the end of the script",
                        Site.PATIENCE,
                        () -> site.receiver().waitingFaults() == 0);
                site.awaitDelivery(run);
                assertThat(run.complained()).doesNotContain("OutOfMemory");
            }

            site.syncInside();
            site.assertExactlyOnce();
        }
    }

    @Test
    void O2_revokedToken_isNamed_theBacklogWaits_andHealsOnceItIsRight() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.receiver().always(WireFault.tokenRefused());

            Result sync = site.sync();
            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(4);
            assertThat(sync.text())
                    .contains("This token was revoked", "token add --role agent", "receiver.token", "waiting")
                    .doesNotContain(Site.TOKEN);
            assertThat(site.receiver().batchCalls())
                    .as("a refused token is not shown again and again")
                    .hasSize(1);

            try (JarProcess run = site.agent().start("run")) {
                Pause.until(
                        "a probe",
                        Site.PATIENCE,
                        () -> site.receiver().batchCalls().size() > 1);
                site.receiver().always(null);
                site.awaitDelivery(run);
            }
            site.assertExactlyOnce();
        }
    }

    @Test
    void O2_tokenThatMayNotSendForADevice_isNamed_andTheBacklogWaits() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.receiver().enqueue(WireFault.problem(403, "device-not-allowed", "Not for this device."));

            Result sync = site.sync();

            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(4);
            assertThat(sync.text()).contains("Not for this device", "Let this agent's token send for that device");
            site.syncInside();
            site.assertExactlyOnce();
        }
    }

    /** Some of what was not acknowledged is stored: that the receiver has it all does not say that it was sent again. */
    private static void awaitSending(Site site, int batches) throws InterruptedException {
        Pause.until(
                batches + " batches",
                Site.PATIENCE,
                () -> site.receiver().batchCalls().size() >= batches);
    }

    private static ObjectNode without(ObjectNode receipt, String field) {
        receipt.remove(field);
        return receipt;
    }

    private static ObjectNode withNoOutcome(ObjectNode receipt) {
        ((ArrayNode) receipt.path("outcomes")).removeAll();
        return receipt;
    }

    private static ObjectNode withAnotherOutcomeToo(ObjectNode receipt) {
        ((ArrayNode) receipt.path("outcomes")).addObject().put("id", "ffff").put("outcome", "STORED");
        return receipt;
    }

    private static ObjectNode withAnUnknownOutcome(ObjectNode receipt) {
        ((ObjectNode) receipt.path("outcomes").path(0)).put("outcome", "PERHAPS");
        return receipt;
    }
}
