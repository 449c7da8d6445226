package dev.rollcall.isapi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.IsapiException;
import dev.rollcall.isapi.StubDevice;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.FirmwareProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ReadAheadTest {

    private static final EventQuery AHEAD = EventQuery.builder().readAhead(true).build();

    @Test
    @Timeout(20)
    void nextPage_isRequestedBeforeItIsAskedFor() throws Exception {
        try (StubDevice device = new StubDevice();
                IsapiClient client = device.client().build()) {
            device.thenJson(page("MORE", 1, 2)).thenJson(page("OK", 3));
            EventPages pages = client.access().events(AHEAD);

            assertThat(pages.next().position()).isZero();
            while (device.seen().size() < 2) {
                Thread.onSpinWait();
            }
            EventPage second = pages.next();

            assertThat(second.position()).isEqualTo(2);
            assertThat(second.last()).isTrue();
            assertThat(device.seen()).hasSize(2);
            assertThat(device.seen().get(1).body()).contains("\"searchResultPosition\":2");
        }
    }

    @Test
    @Timeout(20)
    void readingAhead_mayBeginAfterTheFirstPage_andEachPageTellsItsConnection() throws Exception {
        try (StubDevice device = new StubDevice();
                IsapiClient client = device.client().build()) {
            device.thenJson(page("MORE", 1, 2)).thenJson(page("MORE", 3, 4)).thenJson(page("OK", 5));
            EventPages pages = client.access().events(EventQuery.builder().build());
            assertThat(pages.connection()).isZero();

            pages.next();
            pages.readAhead();
            assertThat(device.seen())
                    .as("the second page is not asked for in vain")
                    .hasSize(1);
            assertThat(pages.next().position()).isEqualTo(2);
            while (device.seen().size() < 3) {
                Thread.onSpinWait();
            }
            assertThat(pages.connection()).isPositive();
            assertThat(pages.next().last()).isTrue();
            assertThat(device.seen()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"GENERIC,false", "GENERIC,true", "K1T8003MF,true", "K1T342MWX,false", "K1A340FWX,true"})
    void search_givesTheSameRows_asWithoutIt(String profile, boolean edges) throws IOException {
        try (DeviceSimulator terminal = DeviceSimulator.builder()
                        .profile(FirmwareProfile.named(profile).orElseThrow())
                        .start();
                IsapiClient client = clientOf(terminal)) {
            terminal.device().seed(7, 500);
            EventQuery.Builder query = EventQuery.builder().edgeRereads(edges);

            List<EventRecord> plain =
                    client.access().events(query.build()).records().toList();
            List<EventRecord> ahead = client.access()
                    .events(query.readAhead(true).build())
                    .records()
                    .toList();

            assertThat(ahead).hasSize(500).isEqualTo(plain);
        }
    }

    @Test
    void failureOfThePageAhead_isToldWhenItIsAskedFor_andTheSamePageComesNext() throws IOException {
        try (DeviceSimulator terminal = DeviceSimulator.builder().start();
                IsapiClient client = clientOf(terminal)) {
            terminal.device().seed(7, 70);
            EventPages pages = client.access().events(AHEAD);
            terminal.enqueueFault(Fault.deviceBusy().afterRequests(1).onPath("/AcsEvent"));

            assertThat(pages.next().rows()).isEqualTo(30);
            assertThatThrownBy(pages::next).isInstanceOf(IsapiException.Unavailable.class);
            assertThat(pages.next().position()).isEqualTo(30);
            assertThat(pages.next().last()).isTrue();
        }
    }

    @Test
    void closedClient_endsThePageAhead() throws IOException {
        try (DeviceSimulator terminal = DeviceSimulator.builder().start()) {
            terminal.device().seed(7, 70);
            EventPages pages;
            try (IsapiClient client = clientOf(terminal)) {
                pages = client.access().events(AHEAD);
                pages.next();
            }

            assertThatThrownBy(() -> pages.forEachRemaining(page -> {})).isInstanceOf(IsapiException.Unavailable.class);
        }
    }

    @Test
    @Timeout(20)
    void interruptedCaller_getsTheSamePageLater() throws IOException {
        try (DeviceSimulator terminal = DeviceSimulator.builder().start();
                IsapiClient client = clientOf(terminal)) {
            terminal.device().seed(7, 70);
            EventPages pages = client.access().events(AHEAD);
            terminal.enqueueFault(Fault.delay(Duration.ofSeconds(5)).onPath("/AcsEvent"));

            Thread.currentThread().interrupt();
            assertThatThrownBy(pages::next)
                    .isInstanceOf(IsapiException.Unavailable.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.interrupted()).isTrue();

            assertThat(pages.records().toList()).hasSize(70);
        }
    }

    @Test
    @Timeout(20)
    void callerWhoLosesInterest_isReadAheadForTwoPagesAndNoMore() throws IOException {
        try (DeviceSimulator terminal = DeviceSimulator.builder().start();
                IsapiClient client = clientOf(terminal)) {
            terminal.device().seed(7, 700);

            client.access().events(AHEAD).next();
            while (searches(terminal) < 3) {
                Thread.onSpinWait();
            }
            client.system().deviceInfo();
            client.system().deviceInfo();

            assertThat(searches(terminal)).isEqualTo(3);
        }
    }

    private static long searches(DeviceSimulator terminal) {
        return terminal.requests().stream()
                .filter(request -> request.status() == 200 && request.path().endsWith("/AcsEvent"))
                .count();
    }

    private static IsapiClient clientOf(DeviceSimulator terminal) {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(terminal.port())
                .credentials("admin", "simulated-1")
                .build();
    }

    private static String page(String word, long... serials) {
        StringBuilder rows = new StringBuilder();
        for (long serial : serials) {
            rows.append(rows.isEmpty() ? "" : ",")
                    .append("{\"major\":5,\"minor\":75,\"time\":\"2026-11-23T08:00:00+00:00\",\"serialNo\":")
                    .append(serial)
                    .append('}');
        }
        return "{\"AcsEvent\":{\"responseStatusStrg\":\"" + word + "\",\"InfoList\":[" + rows + "]}}";
    }
}
