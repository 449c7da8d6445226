package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One test per device fault D14 to D28 of FAULTS.md, in its order: each shows how the fault is scripted. */
class LaterFaultModelTest extends FaultBench {

    @Test
    void d14_deviceIsReplacedUnderItsAddress() throws Exception {
        URI address = simulator.url();
        device.door(21);
        simulator.replaceDevice(other(), FirmwareProfile.K1A340FWX);
        assertThat(simulator.url()).isEqualTo(address);
        client.challenge();
        assertThat(client.get(DEVICE_INFO).body()).contains("ENFX0000002<", "DS-K1A340FWX");
        assertThat(simulator.device().events()).isEmpty();
    }

    @Test
    void d15_twoDevicesAnswerInTurn() throws Exception {
        try (DeviceSimulator second = DeviceSimulator.builder().device(other()).start();
                Cable cable = Cable.to(simulator, second)) {
            List<String> bodies = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                bodies.add(new DigestClient(cable.url(), "admin", "simulated-1")
                        .get(DEVICE_INFO)
                        .body());
            }
            assertThat(bodies.get(0)).contains("FX0000001<").isEqualTo(bodies.get(2));
            assertThat(bodies.get(1)).contains("FX0000002<");
        }
    }

    @Test
    void d15_challengeOfOneDeviceIsAnsweredToTheOther() throws Exception {
        FirmwareProfile closing =
                FirmwareProfile.GENERIC.toBuilder("closing").keepAlive(false).build();
        use(closing);
        try (DeviceSimulator second = DeviceSimulator.builder()
                        .device(other())
                        .profile(closing)
                        .start();
                Cable cable = Cable.to(simulator, second)) {
            HttpResponse<String> mixed = new DigestClient(cable.url(), "admin", "simulated-1").get(DEVICE_INFO);
            assertThat(mixed.statusCode()).isEqualTo(401);
            assertThat(second.refusedPasswords()).isZero();
        }
    }

    @Test
    void d16_sameDeviceHasANewAddress() throws Exception {
        device.door(21);
        int before = simulator.port();
        try (DeviceSimulator moved = DeviceSimulator.builder().device(device).start()) {
            simulator.close();
            assertThat(moved.port()).isNotEqualTo(before);
            assertThat(DigestClient.of(moved).get(DEVICE_INFO).body()).contains(device.shortSerial());
        }
    }

    @Test
    void d17_twoDevicesHaveOneName() throws Exception {
        try (DeviceSimulator second = DeviceSimulator.builder().device(other()).start()) {
            String one = client.get(DEVICE_INFO).body();
            String two = DigestClient.of(second).get(DEVICE_INFO).body();
            assertThat(one).contains("<deviceName>Access Controller<", "FX0000001");
            assertThat(two).contains("<deviceName>Access Controller<", "FX0000002");
        }
    }

    @Test
    void d18_answerIsMalformed() throws Exception {
        simulator.enqueueFault(Fault.truncatedBody(60));
        simulator.enqueueFault(Fault.htmlPage());
        simulator.enqueueFault(FormatFaults.byteOrderMark());
        simulator.enqueueFault(FormatFaults.garbageRow());
        device.door(21);
        assertThat(client.search(ALL + 0).body()).hasSize(60);
        assertThat(client.search(ALL + 0).body()).startsWith("<!DOCTYPE html>");
        assertThat(client.search(ALL + 0).body()).startsWith("\uFEFF");
        assertThat(page(ALL + 0).get("InfoList")).hasSize(3);
    }

    @Test
    void d19_contentLengthIsTooSmallAndTheRestIsSpilt() throws Exception {
        try (Cable cable = Cable.to(simulator)) {
            DigestClient over = new DigestClient(cable.url(), "admin", "simulated-1");
            over.challenge();
            cable.promiseLess(100);
            assertThat(over.get(DEVICE_INFO).body()).startsWith("<?xml").doesNotContain("</DeviceInfo>");
        }
    }

    @Test
    void d19_answerIsHuge() throws Exception {
        simulator.enqueueFault(FormatFaults.hugeBody(2_000_000));
        assertThat(client.get(DEVICE_INFO).body()).hasSizeGreaterThan(2_000_000);
    }

    @Test
    void d20_eventsAreUnknownOrOfNobody() throws Exception {
        device.log(SimulatedEvent.of(9, 4_711));
        device.door(21);
        JsonNode rows = page(ALL + 0).get("InfoList");
        assertThat(rows.get(0).get("major").asInt()).isEqualTo(9);
        assertThat(rows.get(1).has("employeeNoString")).isFalse();
    }

    @Test
    void d21_firmwareIsUpgraded() throws Exception {
        device.punch("00012", 75);
        simulator.upgrade(FirmwareProfile.K1T342MWX.toBuilder("next")
                .identity("DS-K1T342MWX", "V5.0.1", "260101")
                .rowShape(FirmwareProfile.RowShape.FULL)
                .with(SearchTraits.NUMERIC_EMPLOYEE, true)
                .build());
        client = DigestClient.of(simulator);
        JsonNode row = page(ALL + 0).get("InfoList").get(0);
        assertThat(row.get("employeeNo").asInt()).isEqualTo(12);
        assertThat(row.has("netUser")).isTrue();
        assertThat(device.shortSerial()).isEqualTo("FX0000001");
    }

    @Test
    void d22_oldBackupIsRestored() {
        device.punch("00012", 75);
        DeviceBackup backup = device.memory().backup();
        device.punch("2001", 75);
        device.memory().restore(backup);
        device.punch("4711", 75);
        assertThat(device.events())
                .extracting(event -> event.serialNo() + " "
                        + (event.person() == null ? "" : event.person().employeeNo()))
                .containsExactly("1 00012", "2 4711");
    }

    @Test
    void d23_eventsAreDeletedByTheAdministrator() throws Exception {
        device.seed(1, 10);
        device.memory().delete(serial -> serial >= 3 && serial <= 5);
        assertThat(serials(ALL + 0)).hasSize(7).doesNotContain(3L, 4L, 5L).contains(10L);
    }

    @Test
    void d24_pushesAreTwiceOrOutOfOrderOrLateOrWithoutPicture() throws Exception {
        simulator.close();
        try (PushReceiver receiver = new PushReceiver()) {
            simulator = DeviceSimulator.builder()
                    .device(device)
                    .pushTo(receiver.url())
                    .pushPictures(true)
                    .start();
            simulator.enqueuePushFault(PushFault.SENT_TWICE);
            device.door(21);
            assertThat(List.of(receiver.next().serial(), receiver.next().serial()))
                    .containsExactly(1L, 1L);
            simulator.enqueuePushFault(PushFault.WITHOUT_PICTURE);
            device.punch("00012", 75);
            assertThat(receiver.next().body()).contains("picturesNumber").doesNotContain("image/jpeg");
            simulator.pausePush();
            device.advance(Duration.ofDays(3));
            simulator.enqueuePushFault(PushFault.SWAPPED_WITH_NEXT);
            simulator.enqueuePushFault(PushFault.STORED);
            device.door(21);
            device.door(22);
            device.door(23);
            simulator.resumePush();
            assertThat(List.of(receiver.next().serial(), receiver.next().serial()))
                    .containsExactly(4L, 3L);
            PushReceiver.Push stored = receiver.next();
            assertThat(stored.serial()).isEqualTo(5);
            assertThat(stored.json().at("/AccessControllerEvent/currentEvent").asBoolean(true))
                    .isFalse();
        }
    }

    @Test
    void d24_nothingComesButHeartbeats() throws Exception {
        simulator.close();
        try (PushReceiver receiver = new PushReceiver()) {
            simulator = DeviceSimulator.builder()
                    .device(device)
                    .pushTo(receiver.url())
                    .heartbeat(Duration.ofMillis(50))
                    .build();
            simulator.enqueuePushFault(PushFault.LOST, 3);
            simulator.start();
            device.door(21);
            device.door(22);
            device.door(23);
            assertThat(receiver.next().json().get("eventType").asText()).isEqualTo("heartBeat");
        }
    }

    @Test
    void d25_pushBufferIsFullAndDropsInSilence() throws Exception {
        simulator.close();
        try (PushReceiver receiver = new PushReceiver()) {
            simulator = DeviceSimulator.builder()
                    .device(device)
                    .profile(FirmwareProfile.GENERIC.toBuilder("small buffer")
                            .with(PushTraits.BUFFER, 2)
                            .build())
                    .pushTo(receiver.url())
                    .start();
            simulator.pausePush();
            for (int i = 0; i < 6; i++) {
                device.door(21);
            }
            simulator.resumePush();
            assertThat(List.of(receiver.next().serial(), receiver.next().serial()))
                    .containsExactly(5L, 6L);
            await().untilAsserted(() -> assertThat(simulator.pushAttempts()).hasSize(2));
        }
    }

    @Test
    void d27_anotherClientChangesThingsMeanwhile() throws Exception {
        device.seed(1, 60);
        simulator.enqueueFault(
                Fault.meanwhile(SimulatedDevice::clearLog).onPath("/AcsEvent").afterRequests(1));
        assertThat(serials(ALL + 0)).hasSize(30);
        assertThat(page(ALL + 30).get("responseStatusStrg").asText()).isEqualTo("NO MATCH");
    }

    @Test
    void d28_pictureIsGone() throws Exception {
        use(FirmwareProfile.K1T342MWX_V3);
        device.punch("00012", 75);
        String address = page(ALL + 0).at("/InfoList/0/pictureURL").asText();
        assertThat(address)
                .isEqualTo("http://192.0.0.64/LOCALS/pic/acsLinkCap/202603_00/01_063000_30075_0.jpeg@WEB000000000011");
        String path = URI.create(address).getPath();
        simulator.enqueueFault(Fault.notSupport(404).onPath(".jpeg@WEB000000000011"));
        assertThat(client.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void redirect_pointsElsewhere() throws Exception {
        simulator.enqueueFault(Fault.redirect(URI.create("http://192.0.2.1/login")));
        HttpResponse<String> response = client.get(DEVICE_INFO);
        assertThat(response.statusCode()).isEqualTo(302);
        assertThat(response.headers().firstValue("Location")).hasValue("http://192.0.2.1/login");
    }
}
