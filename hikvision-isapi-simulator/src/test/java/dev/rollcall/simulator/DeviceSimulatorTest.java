package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceSimulatorTest {
    private static final String FIRST = "\"searchResultPosition\":0,\"maxResults\":30,\"major\":0,\"minor\":0";

    @Test
    void url_isLoopbackOnTheBoundPort() throws Exception {
        try (DeviceSimulator simulator = DeviceSimulator.builder().start()) {
            assertThat(simulator.port()).isPositive();
            assertThat(simulator.url()).hasToString("http://127.0.0.1:" + simulator.port());
        }
    }

    @Test
    void deviceThatWasOff_comesBackOnItsPortWithItsLog() throws Exception {
        try (DeviceSimulator simulator = DeviceSimulator.builder().start()) {
            simulator.device().door(21);
            DigestClient client = DigestClient.of(simulator);
            assertThat(client.search(FIRST).statusCode()).isEqualTo(200);
            int port = simulator.port();
            simulator.close();
            assertThatThrownBy(() -> client.search(FIRST)).isInstanceOf(ConnectException.class);
            simulator.device().door(22);
            simulator.start();
            assertThat(simulator.port()).isEqualTo(port);
            assertThat(client.search(FIRST).body()).contains("invalidOperation");
            client.challenge();
            assertThat(client.search(FIRST).body()).contains("\"totalMatches\":\t2,");
        }
    }

    @Test
    void anotherSimulator_canTakeOverPortAndDevice() throws Exception {
        SimulatedDevice device = SimulatedDevice.builder().build();
        DeviceSimulator first = DeviceSimulator.builder().device(device).start();
        device.door(21);
        first.close();
        try (DeviceSimulator second = DeviceSimulator.builder()
                .device(device)
                .port(first.port())
                .credentials("admin", "changed-2")
                .start()) {
            assertThat(DigestClient.of(second).search(FIRST).statusCode()).isEqualTo(401);
            assertThat(new DigestClient(second, "admin", "changed-2")
                            .search(FIRST)
                            .body())
                    .contains("\"totalMatches\":\t1,");
        }
    }

    @Test
    void takenPort_isReported() throws Exception {
        try (DeviceSimulator first = DeviceSimulator.builder().start()) {
            assertThatThrownBy(
                            () -> DeviceSimulator.builder().port(first.port()).start())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void requests_canBeCleared() throws Exception {
        try (DeviceSimulator simulator = DeviceSimulator.builder().start()) {
            DigestClient.of(simulator).get("/ISAPI/System/time");
            assertThat(simulator.requests()).hasSize(2);
            simulator.clearRequests();
            assertThat(simulator.requests()).isEmpty();
        }
    }

    @Test
    void connection_closesAfterEachAnswerWhereTheProfileSaysSo() throws Exception {
        FirmwareProfile closing =
                FirmwareProfile.GENERIC.toBuilder("closing").keepAlive(false).build();
        try (DeviceSimulator simulator =
                DeviceSimulator.builder().profile(closing).start()) {
            HttpResponse<String> response = DigestClient.of(simulator).get("/ISAPI/System/time");
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.headers().firstValue("Connection")).hasValue("close");
        }
    }

    @Test
    void replayedPage_isServedVerbatimAtPositionZero(@TempDir Path folder) throws Exception {
        String page =
                "{\"AcsEvent\":{\"responseStatusStrg\":\"MORE\",\"numOfMatches\":1,\"InfoList\":[{\"name\":\"é\"}]}}";
        Path file = Files.writeString(folder.resolve("page.txt"), "HTTP/1.1 200 OK\r\nServer: webs\r\n\r\n" + page);
        try (DeviceSimulator simulator =
                DeviceSimulator.builder().replay(ReplayedPage.read(file)).start()) {
            DigestClient client = DigestClient.of(simulator);
            assertThat(client.search(FIRST).body()).isEqualTo(page);
            assertThat(client.search("\"searchResultPosition\":1,\"maxResults\":30,\"major\":0,\"minor\":0")
                            .body())
                    .contains("NO MATCH");
        }
    }

    @Test
    void replayedPages_ofTheCorpusArriveByteForByte() throws Exception {
        Path folder = Path.of(System.getProperty("rollcall.corpus", "absent"), "acsevent");
        Assumptions.assumeTrue(Files.isDirectory(folder), "no corpus in " + folder);
        List<Path> pages;
        try (Stream<Path> files = Files.list(folder)) {
            pages = files.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertThat(pages).isNotEmpty();
        for (Path file : pages) {
            try (DeviceSimulator simulator =
                    DeviceSimulator.builder().replay(ReplayedPage.read(file)).start()) {
                assertThat(DigestClient.of(simulator).search(FIRST).body())
                        .as(file.toString())
                        .isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
            }
        }
    }
}
