package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A digest client that is not ours drives the simulator; skipped where there is no curl. */
class CurlIT {

    @BeforeAll
    static void needsCurl() throws InterruptedException {
        boolean there;
        try {
            there = new ProcessBuilder("curl", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, "curl is not installed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void curl_readsTheWholeLog(boolean https) throws Exception {
        DeviceSimulator.Builder builder = DeviceSimulator.builder();
        try (DeviceSimulator simulator = https ? builder.https().start() : builder.start()) {
            simulator.device().seed(1, 75);
            List<Integer> serials = new ArrayList<>();
            String status = "MORE";
            while (status.equals("MORE")) {
                JsonNode page = CJson.parse(curl(
                                simulator,
                                "POST",
                                "/ISAPI/AccessControl/AcsEvent?format=json",
                                "{\"AcsEventCond\":{\"searchID\":\"curl\",\"searchResultPosition\":" + serials.size()
                                        + ",\"maxResults\":30,\"major\":0,\"minor\":0}}"))
                        .orElseThrow()
                        .path("AcsEvent");
                status = page.path("responseStatusStrg").asText();
                page.path("InfoList")
                        .forEach(row -> serials.add(row.path("serialNo").asInt()));
            }
            assertThat(status).isEqualTo("OK");
            assertThat(serials).hasSize(75).doesNotHaveDuplicates();
        }
    }

    @Test
    void curl_putsAndReadsBack() throws Exception {
        try (DeviceSimulator simulator = DeviceSimulator.builder().start()) {
            String target = "/ISAPI/AccessControl/AcsCfg?format=json";
            assertThat(curl(simulator, "PUT", target, "{\"AcsCfg\":{\"voicePrompt\":false}}"))
                    .contains("\"OK\"");
            assertThat(curl(simulator, "GET", target, "")).contains("\"voicePrompt\":\tfalse");
            assertThat(simulator.refusedPasswords()).isZero();
        }
    }

    private static String curl(DeviceSimulator simulator, String method, String target, String body) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "curl",
                "--silent",
                "--show-error",
                "--insecure",
                "--digest",
                "--user",
                "admin:simulated-1",
                "--request",
                method));
        if (!body.isEmpty()) {
            command.addAll(List.of("--header", "Content-Type: application/json", "--data-binary", body));
        }
        command.add(simulator.url() + target);
        Process process = new ProcessBuilder(command).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .isZero();
        return out;
    }
}
