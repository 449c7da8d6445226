package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final String DEVICE_INFO = "/ISAPI/System/deviceInfo";
    private static final String CONDITION = "\"maxResults\":30,\"major\":0,\"minor\":0,\"searchResultPosition\":";

    private DeviceSimulator simulator;
    private DigestClient client;

    @BeforeEach
    void start() throws Exception {
        simulator = DeviceSimulator.builder().start();
        client = DigestClient.of(simulator);
        simulator.device().seed(5, 70);
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void fault_strikesOnceAndSparesTheChallenge() throws Exception {
        simulator.enqueueFault(Fault.status(500, "text/plain", "broken"));
        assertThat(client.challenge().statusCode()).isEqualTo(401);
        HttpResponse<String> struck = client.get(DEVICE_INFO);
        assertThat(struck.statusCode()).isEqualTo(500);
        assertThat(struck.body()).isEqualTo("broken");
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void faults_strikeInOrder() throws Exception {
        simulator.enqueueFault(Fault.emptyOk());
        simulator.enqueueFault(Fault.htmlPage());
        simulator.enqueueFault(Fault.deviceBusy());
        assertThat(client.get(DEVICE_INFO).body()).isEmpty();
        HttpResponse<String> html = client.get(DEVICE_INFO);
        assertThat(html.headers().firstValue("Content-Type")).hasValue("text/html");
        assertThat(html.body()).startsWith("<!DOCTYPE html>");
        HttpResponse<String> busy = client.get(DEVICE_INFO);
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.body()).contains("<statusCode>2</statusCode>");
        assertThat(client.get(DEVICE_INFO).body()).contains("<DeviceInfo ");
    }

    @Test
    void closeBeforeAnswer_givesNothing() throws Exception {
        client.challenge();
        simulator.enqueueFault(Fault.closeBeforeAnswer());
        assertThatThrownBy(() -> client.authorized("POST", DigestClient.SEARCH, "{}"))
                .isInstanceOf(IOException.class);
        assertThat(simulator.requests()).last().satisfies(request -> {
            assertThat(request.path()).isEqualTo(AcsEventSearch.PATH);
            assertThat(request.query()).isEqualTo("format=json");
            assertThat(request.body()).isEqualTo("{}");
            assertThat(request.status()).isZero();
        });
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void brokenBodies_areSeenAsBroken() throws Exception {
        client.challenge();
        simulator.enqueueFault(Fault.closeWithinBody(40));
        assertThatThrownBy(() -> client.get(DEVICE_INFO)).isInstanceOf(IOException.class);
        simulator.enqueueFault(Fault.wrongContentLength(10));
        assertThatThrownBy(() -> client.get(DEVICE_INFO)).isInstanceOf(IOException.class);
        simulator.enqueueFault(Fault.truncatedBody(60));
        HttpResponse<String> cut = client.search(CONDITION + 0);
        assertThat(cut.statusCode()).isEqualTo(200);
        assertThat(cut.body()).hasSize(60).startsWith("{\n\t\"AcsEvent\"");
    }

    @Test
    void staleNonce_isAChallengeAndNoRefusal() throws Exception {
        simulator.enqueueFault(Fault.staleNonce());
        HttpResponse<String> stale = client.get(DEVICE_INFO);
        assertThat(stale.statusCode()).isEqualTo(401);
        assertThat(stale.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("stale=\"TRUE\"");
        assertThat(simulator.refusedPasswords()).isZero();
    }

    @Test
    void moreWithoutRows_waitsForASearch() throws Exception {
        simulator.enqueueFault(Fault.moreWithoutRows());
        assertThat(client.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        JsonNode page = page(0);
        assertThat(page.get("responseStatusStrg").asText()).isEqualTo("MORE");
        assertThat(page.get("numOfMatches").asInt()).isZero();
        assertThat(page.path("InfoList").size()).isZero();
        assertThat(page(0).path("InfoList").size()).isEqualTo(30);
    }

    @Test
    void repeatPage_givesThePreviousRowsAgain() throws Exception {
        JsonNode first = page(0);
        simulator.enqueueFault(Fault.repeatPage());
        assertThat(page(30).get("InfoList")).isEqualTo(first.get("InfoList"));
        assertThat(page(30).get("InfoList")).isNotEqualTo(first.get("InfoList"));
    }

    @Test
    void onPath_waitsForThatPath() throws Exception {
        simulator.enqueueFault(Fault.emptyOk().onPath("/AcsEvent"));
        assertThat(client.get(DEVICE_INFO).body()).isNotEmpty();
        assertThat(client.search(CONDITION + 0).body()).isEmpty();
        assertThat(client.search(CONDITION + 0).body()).isNotEmpty();
    }

    @Test
    void delay_andLatencyHoldTheAnswerBack() throws Exception {
        client.challenge();
        simulator.enqueueFault(Fault.delay(Duration.ofMillis(150)));
        assertThat(millisOf(DEVICE_INFO)).isGreaterThanOrEqualTo(150);
        simulator.setLatency(Duration.ofMillis(80));
        assertThat(millisOf(DEVICE_INFO)).isGreaterThanOrEqualTo(80);
    }

    private long millisOf(String target) throws Exception {
        long start = System.nanoTime();
        assertThat(client.get(target).statusCode()).isEqualTo(200);
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private JsonNode page(int position) throws Exception {
        return CJson.parse(client.search(CONDITION + position).body())
                .orElseThrow()
                .get("AcsEvent");
    }
}
