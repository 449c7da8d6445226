package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One test per device fault D1 to D13 of FAULTS.md, in its order: each shows how the fault is scripted. */
class FaultModelTest extends FaultBench {

    @Test
    void d1_powerGoesAtAByteOfAPage() throws Exception {
        device.seed(1, 90);
        client.challenge();
        simulator.enqueueFault(Fault.closeWithinBody(500).onPath("/AcsEvent").afterRequests(1));
        assertThat(client.search(ALL + 0).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> client.search(ALL + 30)).isInstanceOf(IOException.class);
        simulator.close();
        assertThatThrownBy(() -> client.search(ALL + 30)).isInstanceOf(ConnectException.class);
        device.exception(1024);
        simulator.start();
        client.challenge();
        assertThat(serials(ALL + 60)).hasSize(30);
    }

    @Test
    void d1_answerIsCutAtAByteOfItsHead() throws Exception {
        try (Cable cable = Cable.to(simulator)) {
            DigestClient over = new DigestClient(cable.url(), "admin", "simulated-1");
            over.challenge();
            cable.cutAfter(20);
            assertThatThrownBy(() -> over.get(DEVICE_INFO)).isInstanceOf(IOException.class);
            assertThat(over.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void d2_deviceIsBusy() throws Exception {
        simulator.enqueueFault(Fault.deviceBusy().times(2));
        simulator.enqueueFault(Fault.deviceBusyInOk());
        simulator.enqueueFault(Fault.maxConnections());
        assertThat(List.of(status(), status(), status(), status(), status())).containsExactly(503, 503, 200, 503, 200);
    }

    @Test
    void d2_connectionIsRefused() throws Exception {
        try (Cable cable = Cable.to(simulator)) {
            DigestClient over = new DigestClient(cable.url(), "admin", "simulated-1");
            over.challenge();
            cable.unplug();
            assertThatThrownBy(() -> over.get(DEVICE_INFO)).isInstanceOf(ConnectException.class);
            cable.plug();
            assertThat(over.get(DEVICE_INFO).statusCode()).isEqualTo(200);
        }
        simulator.enqueueFault(Fault.closeBeforeAnswer().beforeLogin().forever());
        assertThatThrownBy(() -> client.send("GET", DEVICE_INFO, "", null)).isInstanceOf(IOException.class);
    }

    @Test
    void d3_noncesAreRejected() throws Exception {
        use(FirmwareProfile.GENERIC.toBuilder("one-time")
                .nonces(1, Duration.ofSeconds(30), FirmwareProfile.SpentNonce.SILENT)
                .build());
        assertThat(status()).isEqualTo(200);
        assertThat(client.get(DEVICE_INFO).headers().firstValue("WWW-Authenticate"))
                .isEmpty();
        client.challenge();
        simulator.enqueueFault(Fault.staleNonce());
        assertThat(client.get(DEVICE_INFO)
                        .headers()
                        .firstValue("WWW-Authenticate")
                        .orElseThrow())
                .contains("stale=\"TRUE\"");
        client.challenge();
        simulator.enqueueFault(Fault.unauthorizedWithoutChallenge().forever());
        assertThat(List.of(status(), challengedStatus(), challengedStatus())).containsExactly(401, 401, 401);
        simulator.clearFaults();
        assertThat(challengedStatus()).isEqualTo(200);
        assertThat(simulator.refusedPasswords()).isZero();
    }

    @Test
    void d3_onlyANewConnectionHelps() throws Exception {
        client.challenge();
        simulator.enqueueFault(Fault.unauthorizedUntilReconnect());
        assertThat(List.of(status(), status())).containsExactly(401, 401);
        assertThat(DigestClient.of(simulator).get(DEVICE_INFO).statusCode()).isEqualTo(200);
    }

    @Test
    void d4_wrongPasswordsLock() throws Exception {
        DigestClient wrong = new DigestClient(simulator, "admin", "guessed");
        for (int i = 0; i < 5; i++) {
            wrong.get(DEVICE_INFO);
        }
        assertThat(simulator.locked()).isTrue();
        assertThat(simulator.refusedPasswords()).isEqualTo(5);
    }

    @Test
    void d5_rightIsMissing() throws Exception {
        simulator.enqueueFault(Fault.lowPrivilege().onPath("/AcsEvent"));
        assertThat(client.search(ALL + 0).body()).contains("\"subStatusCode\":\t\"lowPrivilege\"");
        simulator.enqueueFault(Fault.notSupport(200));
        HttpResponse<String> hidden = client.get(DEVICE_INFO);
        assertThat(hidden.statusCode()).isEqualTo(200);
        assertThat(hidden.body()).contains("<subStatusCode>notSupport<");
    }

    @Test
    void d6_pagesAreWrong() throws Exception {
        device.seed(1, 90);
        List<Long> first = serials(ALL + 0);
        simulator.enqueueFault(PageFaults.moreWithoutRows().times(2));
        assertThat(List.of(
                        page(ALL + 0).at("/InfoList").size(),
                        page(ALL + 0).at("/InfoList").size()))
                .containsExactly(0, 0);
        simulator.enqueueFault(PageFaults.shortPage(4));
        JsonNode shortPage = page(ALL + 0);
        assertThat(shortPage.get("InfoList")).hasSize(26);
        assertThat(shortPage.get("numOfMatches").asInt()).isEqualTo(30);
        simulator.enqueueFault(PageFaults.shiftedPage(3));
        assertThat(serials(ALL + 30)).startsWith(first.get(27), first.get(28), first.get(29));
        simulator.enqueueFault(PageFaults.repeatedPage());
        assertThat(serials(ALL + 60)).startsWith(first.get(27));
        simulator.enqueueFault(PageFaults.totalChanged(7));
        assertThat(page(ALL + 0).get("totalMatches").asInt()).isEqualTo(97);
        simulator.enqueueFault(PageFaults.countChanged(-5));
        assertThat(page(ALL + 0).get("numOfMatches").asInt()).isEqualTo(25);
        simulator.enqueueFault(PageFaults.statusText("FINISHED"));
        assertThat(page(ALL + 0).get("responseStatusStrg").asText()).isEqualTo("FINISHED");
        simulator.enqueueFault(PageFaults.unorderedPage());
        assertThat(serials(ALL + 0).get(29)).isEqualTo(first.get(0));
        simulator.enqueueFault(PageFaults.searchForgotten());
        assertThat(page(ALL + 30).get("responseStatusStrg").asText()).isEqualTo("NO MATCH");
        assertThat(serials(ALL + 0)).isEqualTo(first);
    }

    @Test
    void d7_eventsAppearWhilePaging() throws Exception {
        device.seed(1, 60);
        simulator.enqueueFault(PageFaults.eventsAppear(2).afterRequests(1));
        assertThat(page(ALL + 0).get("totalMatches").asInt()).isEqualTo(60);
        assertThat(page(ALL + 30).get("totalMatches").asInt()).isEqualTo(62);
        assertThat(page(ALL + 60).get("InfoList")).hasSize(2);
    }

    @Test
    void d8_logWraps() throws Exception {
        device.seed(1, 250);
        assertThat(device.events())
                .hasSize(200)
                .first()
                .satisfies(event -> assertThat(event.serialNo()).isEqualTo(51));
        assertThat(page(ALL + 0).get("totalMatches").asInt()).isEqualTo(200);
    }

    @Test
    void d9_logFillsUp() throws Exception {
        device.seed(1, 190);
        assertThat(page(ALL + 0).get("totalMatches").asInt()).isEqualTo(190);
        String capabilities = client.get("/ISAPI/AccessControl/AcsEvent/capabilities?format=json")
                .body();
        assertThat(CJson.parse(capabilities)
                        .orElseThrow()
                        .at("/AcsEvent/AcsEventCond/searchResultPosition/@max")
                        .asInt())
                .isEqualTo(150_000);
    }

    @Test
    void d10_serialsRestart() {
        device.seed(1, 20);
        device.clearLog();
        assertThat(device.door(21)).isEqualTo(1);
        device.factoryReset();
        assertThat(device.events())
                .extracting(SimulatedEvent::serialNo, SimulatedEvent::minor)
                .containsExactly(tuple(1L, 1024));
    }

    @Test
    void d11_serialsAreStrange() throws Exception {
        device.log(SimulatedEvent.of(5, 21).withSerialNo(SimulatedEvent.NO_SERIAL));
        device.log(SimulatedEvent.of(5, 21).withSerialNo(2_999_999_999L));
        device.log(SimulatedEvent.of(5, 22).withSerialNo(2_999_999_999L));
        device.door(23);
        device.door(24);
        List<String> rows = new ArrayList<>();
        page(ALL + 0)
                .get("InfoList")
                .forEach(row -> rows.add(row.path("serialNo").asText("none")));
        assertThat(rows).containsExactly("none", "2999999999", "2999999999", "3000000000", "1");
    }

    @Test
    void d12_clockIsWrong() {
        device.advance(Duration.ofHours(-5));
        assertThat(device.now()).isEqualTo("2026-03-01T01:30:00Z");
        device.synchronizeClock(Instant.parse("2026-03-01T06:31:00Z"));
        device.loseClock(Instant.parse("2000-01-01T00:00:00Z"));
        device.clock().driftBy(Duration.ofSeconds(92));
        assertThat(device.events())
                .extracting(SimulatedEvent::major, SimulatedEvent::minor)
                .containsExactly(tuple(3, 1029), tuple(2, 1024));
        assertThat(device.now()).isEqualTo("2000-01-01T00:00:00Z");
    }

    @Test
    void d13_zoneChanges() throws Exception {
        device.setZone(ZoneId.of("Europe/Berlin"));
        device.log(SimulatedEvent.of(5, 21).withTime(OffsetDateTime.parse("2025-10-26T02:30:00+02:00")));
        device.log(SimulatedEvent.of(5, 22).withTime(OffsetDateTime.parse("2025-10-26T02:30:00+01:00")));
        device.log(SimulatedEvent.of(5, 23).printedAs("2026-03-01T08:00:00"));
        List<String> times = new ArrayList<>();
        page(ALL + 0).get("InfoList").forEach(row -> times.add(row.get("time").asText()));
        assertThat(times)
                .containsExactly("2025-10-26T02:30:00+02:00", "2025-10-26T02:30:00+01:00", "2026-03-01T08:00:00");
        assertThat(client.get("/ISAPI/System/time").body()).contains("CST-1:00:00DST01:00:00,M3.5.0");
    }
}
