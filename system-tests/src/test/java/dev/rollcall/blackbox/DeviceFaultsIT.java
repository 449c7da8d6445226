package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.rollcall.blackbox.Site.Result;
import dev.rollcall.house.AgentProcess;
import dev.rollcall.house.JarProcess;
import dev.rollcall.oracle.ScriptedReceiver;
import dev.rollcall.oracle.Truth;
import dev.rollcall.simulator.Cable;
import dev.rollcall.simulator.DeviceBackup;
import dev.rollcall.simulator.DeviceCertificate;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.FormatFaults;
import dev.rollcall.simulator.NetworkTraits;
import dev.rollcall.simulator.PageFaults;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rows D1 to D27: one agent with a terminal for each row. Everything is read once; then to each terminal happens what its row says
 * while new punches come, and all are read together; then the faults end, and one more pass must heal everything. So each row
 * also shows that the others do not mind.
 */
@Order(1)
class DeviceFaultsIT {

    private static final Map<String, Stand> STANDS = new LinkedHashMap<>();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private static Path folder;

    private static ScriptedReceiver receiver;
    private static Result healthy;
    private static Result faulty;
    private static JsonNode faultyStatus;
    private static Result healed;
    private static JsonNode healedStatus;
    private static Cable oneAddress;
    private static Stand second;
    private static DeviceSimulator newAddress;
    private static SimulatedDevice replacement;
    private static DeviceCertificate rightCertificate;
    private static DeviceBackup backup;
    private static Map<String, Long> beforeTheClearing;

    @BeforeAll
    static void liveThroughIt() throws IOException, InterruptedException {
        receiver = ScriptedReceiver.start();
        build();
        healthy = sync();
        STANDS.values().forEach(Stand::remember);
        happen();
        faulty = sync();
        faultyStatus = status();
        heal();
        healed = sync();
        healedStatus = status();
    }

    @AfterAll
    static void close() throws IOException {
        STANDS.values().forEach(Stand::close);
        second.close();
        newAddress.close();
        oneAddress.close();
        receiver.close();
    }

    private static void build() throws IOException {
        FirmwareProfile generic = FirmwareProfile.GENERIC;
        for (String row : List.of(
                "D1", "D2", "D4", "D5", "D6", "D7", "D10", "D11", "D12", "D13", "D14", "D16", "D18", "D19", "D20",
                "D21", "D22", "D23", "D27")) {
            stand(new Stand(row, generic, Stand.deviceOf(row).build()));
        }
        stand(new Stand("D18-form", generic, Stand.deviceOf("D1818").build()));
        stand(new Stand("D3", FirmwareProfile.K1T342MWX, Stand.deviceOf("D3").build()));
        FirmwareProfile byTime =
                generic.toBuilder("BY_TIME").serialWindow(false).build();
        stand(new Stand("D6-by-time", byTime, Stand.deviceOf("D606").build()));
        SimulatedDevice huge = Stand.deviceOf("D1112").build();
        huge.memory().continueAt(2_999_999_900L);
        stand(new Stand("D11-huge", generic, huge));
        stand(new Stand("D11-none", byTime, Stand.deviceOf("D1111").build()));
        stand(new Stand("D8", generic, Stand.deviceOf("D8").ringCapacity(60).build()));
        stand(new Stand("D17", generic, Stand.deviceOf("D17").build()));
        stand(new Stand("D17-twin", generic, Stand.deviceOf("D1717").build()));
        FirmwareProfile silent = generic.toBuilder("SILENT")
                .pushForm(FirmwareProfile.PushForm.NEVER)
                .build();
        stand(new Stand("D24", silent, Stand.deviceOf("D24").build()));
        FirmwareProfile turns =
                generic.toBuilder("TURNS").with(NetworkTraits.KEEP_ALIVE, false).build();
        stand(new Stand("D15", turns, Stand.deviceOf("D15").build()));
        second = new Stand("D15-second", turns, Stand.deviceOf("D1515").build());
        oneAddress = Cable.to(stand("D15").simulator(), second.simulator());
        backup = device("D22").memory().backup();
        Site.punch(device("D22"), 4);
        rightCertificate = certificate();
        Stand tls = stand(new Stand(
                "D26", Stand.deviceOf("D26").build(), DeviceSimulator.builder().https(rightCertificate)));
        tls.settings("tls: " + rightCertificate.fingerprint());
    }

    private static void happen() throws IOException {
        for (Stand stand : STANDS.values()) {
            if (!List.of("D8", "D10", "D12", "D22", "D23", "D14").contains(stand.row())) {
                Site.punch(stand.device(), 40);
            }
        }
        beforeTheClearing = Truth.deliverable(device("D27"));
        happenOnTheWire();
        happenInTheLog();
        happenToTheDevice();
    }

    private static void happenOnTheWire() {
        fault(
                "D1",
                Fault.closeWithinBody(300).onPath("/AcsEvent").afterRequests(1).times(1_000));
        fault("D2", Fault.deviceBusy().onPath("/AcsEvent").times(1_000));
        fault("D5", Fault.lowPrivilege().onPath("/AcsEvent").times(1_000));
        for (String row : List.of("D6", "D6-by-time")) {
            fault(row, PageFaults.totalChanged(7).onPath("/AcsEvent"));
            fault(row, PageFaults.shiftedPage(3).onPath("/AcsEvent"));
            fault(row, PageFaults.repeatedPage().onPath("/AcsEvent"));
            fault(row, PageFaults.moreWithoutRows().onPath("/AcsEvent"));
            fault(row, PageFaults.shortPage(4).onPath("/AcsEvent"));
            fault(row, PageFaults.searchForgotten().onPath("/AcsEvent").times(1_000));
        }
        fault("D7", PageFaults.eventsAppear(3).times(4));
        fault("D18", FormatFaults.garbageRow().onPath("/AcsEvent"));
        fault("D18", Fault.htmlPage().onPath("/AcsEvent").times(1_000));
        fault("D18-form", FormatFaults.byteOrderMark().onPath("/AcsEvent"));
        fault("D18-form", FormatFaults.unknownFields().onPath("/AcsEvent"));
        fault("D18-form", FormatFaults.wrongLabel().onPath("/AcsEvent"));
        fault("D19", Fault.endlessBody().onPath("/AcsEvent").times(1_000));
        fault("D27", Fault.deviceBusy().onPath("/AcsEvent"));
        fault(
                "D27",
                Fault.meanwhile(SimulatedDevice::clearLog).onPath("/AcsEvent").afterRequests(1));
    }

    private static void happenInTheLog() {
        Site.punch(device("D8"), 100);
        device("D10").clearLog();
        Site.punch(device("D10"), 5);
        // From serial 55 over everything that a slice holds.
        device("D11").memory().continueAt(2_999_999_990L);
        Site.punch(device("D11"), 4);
        device("D11-none")
                .log(SimulatedEvent.of(5, 75)
                        .withPerson(device("D11-none").people().get(0))
                        .withSerialNo(SimulatedEvent.NO_SERIAL));
        device("D20").log(SimulatedEvent.of(9, 4711));
        device("D20").door(21);
        device("D20")
                .log(SimulatedEvent.of(5, 4712)
                        .withPerson(device("D20").people().get(1)));
        device("D22").memory().restore(backup);
        Site.punch(device("D22"), 6);
        Site.punch(device("D23"), 30);
        long newest = device("D23").newestSerial();
        device("D23").memory().delete(serial -> serial > newest - 20 && serial <= newest - 10);
    }

    private static void happenToTheDevice() throws IOException {
        device("D12").loseClock(Instant.parse("1970-01-01T00:00:10Z"));
        Site.punch(device("D12"), 3);
        device("D12").synchronizeClock(Instant.now());
        Site.punch(device("D12"), 3);
        device("D13").setZone(ZoneId.of("Asia/Tokyo"));
        Site.punch(device("D13"), 5);
        stand("D4").password("not-" + Site.PASSWORD);
        replacement = Stand.deviceOf("D1414").build();
        replacement.seed(14, 9);
        Site.punch(replacement, 4);
        stand("D14").simulator().replaceDevice(replacement, FirmwareProfile.GENERIC);
        stand("D15").movedTo(oneAddress.url().getPort());
        newAddress = DeviceSimulator.builder()
                .device(device("D16"))
                .credentials("admin", Site.PASSWORD)
                .start();
        stand("D16").simulator().close();
        stand("D16").movedTo(newAddress.port());
        stand("D21").simulator().upgrade(FirmwareProfile.K1T8003MF);
        Site.punch(device("D21"), 3);
        stand("D26").simulator().useCertificate(certificate());
    }

    private static void heal() throws IOException {
        STANDS.values().forEach(stand -> stand.simulator().clearFaults());
        stand("D4").password(Site.PASSWORD);
        Site.punch(device("D27"), 3);
        stand("D15").movedTo(stand("D15").simulator().port());
        stand("D26").simulator().useCertificate(rightCertificate);
    }

    @Test
    void aSiteOfHealthyTerminals_isReadWithoutAComplaint() {
        assertThat(healthy.exitCode()).as(healthy.text()).isZero();
    }

    @Test
    void D1_powerGoesWithinAPage_losesNothing_andHeals() {
        assertThat(problem(faultyStatus, "D1")).as(faulty.text()).isNotEmpty();
        assertHealed("D1");
    }

    @Test
    void D2_busyDevice_isLeftForLater_andHeals() {
        assertThat(problem(faultyStatus, "D2")).containsIgnoringCase("busy");
        assertHealed("D2");
    }

    @Test
    void D3_noncesThatServeTwice_costNothing_andNoPasswordIsRefused() {
        assertThat(stand("D3").simulator().refusedPasswords()).isZero();
        assertThat(problem(faultyStatus, "D3")).isEmpty();
        assertHealed("D3");
    }

    @Test
    void D4_wrongPassword_isShownTwiceAtMost_andTheRemedyIsNamed() {
        assertThat(faulty.exitCode()).as(faulty.text()).isEqualTo(3);
        assertThat(faulty.text()).contains("doctor --retry D4").doesNotContain(Site.PASSWORD);
        assertThat(stand("D4").simulator().refusedPasswords()).isBetween(1, 2);
        assertThat(stand("D4").simulator().locked()).isFalse();
        assertHealed("D4");
    }

    @Test
    void D5_missingRight_isNamed_andHeals() {
        assertThat(problem(faultyStatus, "D5")).containsIgnoringCase("right");
        assertHealed("D5");
    }

    @Test
    void D6_pagesThatLie_loseNothing_andRepeatNothing() {
        assertHealed("D6");
        assertHealed("D6-by-time");
    }

    @Test
    void D7_eventsThatAppearWhilePaging_arriveToo() {
        assertHealed("D7");
    }

    @Test
    void D8_overwrittenEvents_areListedWithSerialsAndTimes_andTheRestArrives() {
        // 15 were read; 100 more in a log of 60 leave the serials 56 to 115.
        assertThat(alarms(faultyStatus, "D8"))
                .anySatisfy(alarm -> assertThat(alarm).contains("16", "55", "between"));
        assertOneGap(faultyStatus, "D8", 16, 55, "OVERWRITTEN");
        assertOneGap(healedStatus, "D8", 16, 55, "OVERWRITTEN");
        assertHealed("D8");
    }

    @Test
    void D10_restartedSerials_areAnotherEpoch_andTheOldEventsStay() {
        assertThat(alarms(faultyStatus, "D10"))
                .anySatisfy(alarm -> assertThat(alarm).contains("cleared or restarted"));
        assertHealed("D10");
    }

    @Test
    void D11_hugeAndMissingSerials_areKept() {
        assertHealed("D11");
        assertHealed("D11-huge");
        assertHealed("D11-none");
    }

    @Test
    void D12_clockThatStartsIn1970_losesNothing() {
        assertHealed("D12");
    }

    @Test
    void D13_anotherZone_losesNothing_andTheTextStaysAsPrinted() {
        assertHealed("D13");
        assertThat(receiver.ledger().events(device("D13").shortSerial()))
                .extracting(event -> event.path("offset").asText())
                .contains("+05:30", "+09:00");
    }

    @Test
    void D14_replacedDevice_isAnotherStream_andIsSaid() {
        assertThat(alarms(faultyStatus, "D14"))
                .anySatisfy(alarm -> assertThat(alarm)
                        .contains(replacement.shortSerial(), device("D14").shortSerial()));
        Site.assertExactlyOnce(replacement, receiver);
        stand("D14").assertExactlyOnce(receiver);
    }

    @Test
    void D15_twoDevicesBehindOneAddress_areNeverMixed() {
        stand("D15").assertExactlyOnce(receiver);
        assertThat(Truth.deliverable(second.device()))
                .as("what arrived as the second device's is the second device's")
                .containsAllEntriesOf(Truth.ofReceiver(
                        receiver.ledger().events(second.device().shortSerial())));
    }

    @Test
    void D16_newAddress_isTheSameStream() {
        assertThat(problem(faultyStatus, "D16")).isEmpty();
        assertHealed("D16");
    }

    @Test
    void D17_devicesOfOneModelAndName_areToldApartByTheirKeys() {
        assertHealed("D17");
        assertHealed("D17-twin");
    }

    @Test
    void D18_malformedAnswers_areQuarantinedOrSaid_andTheRestFlows() {
        assertThat(problem(faultyStatus, "D18-form")).isEmpty();
        assertHealed("D18-form");
        assertThat(device(healedStatus, "D18").path("quarantined").asLong()).isPositive();
        assertThat(problem(faultyStatus, "D18")).isNotEmpty();
        assertHealed("D18");
    }

    @Test
    void D19_endlessAnswers_endByTheirLimit_andHeal() {
        assertThat(problem(faultyStatus, "D19")).isNotEmpty();
        assertHealed("D19");
    }

    @Test
    void D20_unknownKinds_areKept() throws SQLException {
        assertHealed("D20");
        assertThat(Truth.ofJournal(folder.resolve("agent-data"), device("D20").shortSerial()))
                .containsAllEntriesOf(Truth.ofDevice(device("D20")));
    }

    @Test
    void D21_upgradedFirmware_isTheSameStream() {
        assertThat(problem(faultyStatus, "D21")).isEmpty();
        assertHealed("D21");
    }

    @Test
    void D22_restoredBackup_whereSerialsComeAgain_overwritesNothing() {
        assertHealed("D22");
        assertThat(receiver.ledger().contradictions()).isEmpty();
    }

    @Test
    void D23_eventsDeletedByTheAdministrator_areListedAsDeleted_andTheRestIsWhole() {
        // 15 were read; of 30 more the serials 26 to 35 were deleted.
        assertOneGap(faultyStatus, "D23", 26, 35, "DELETED");
        assertOneGap(healedStatus, "D23", 26, 35, "DELETED");
        assertThat(alarms(healedStatus, "D23"))
                .anySatisfy(alarm -> assertThat(alarm).contains("serials 26 to 35", "deleted there"));
        assertHealed("D23");
    }

    @Test
    void D24_D25_whatIsNeverPushed_isPulled() {
        assertThat(stand("D24").simulator().pushAttempts()).isEmpty();
        assertHealed("D24");
    }

    @Test
    void D26_changedCertificate_stopsThatDevice_untilItIsRightAgain() {
        assertThat(faulty.text().lines())
                .filteredOn(line -> line.startsWith("D26:"))
                .anySatisfy(line ->
                        assertThat(line).contains("certificate", "fingerprint", "compare that with the device"));
        assertThat(alarms(faultyStatus, "D26"))
                .anySatisfy(alarm -> assertThat(alarm).contains("certificate", "compare that with the device"));
        assertThat(alarms(healedStatus, "D26")).isEmpty();
        assertHealed("D26");
    }

    @Test
    void D27_anotherClientAtIt_isRetried_andAnotherEpoch() {
        // What was read of the log before the other client cleared it has arrived too; how much that is, is a matter of
        // pages.
        Map<String, Long> arrived =
                Truth.ofReceiver(receiver.ledger().events(device("D27").shortSerial()));
        assertThat(arrived)
                .containsAllEntriesOf(stand("D27").certain())
                .allSatisfy((line, times) -> assertThat(times).as(line).isEqualTo(1));
        Map<String, Long> everLogged = stand("D27").certain();
        everLogged.putAll(beforeTheClearing);
        assertThat(everLogged).containsAllEntriesOf(arrived);
        assertThat(problem(healedStatus, "D27")).isEmpty();
        assertThat(device(healedStatus, "D27").path("log").path("epochs").asInt())
                .isGreaterThan(1);
    }

    @Test
    void afterTheFaults_onePassHealsEverything() {
        assertThat(healed.exitCode()).as(healed.text()).isZero();
        assertThat(receiver.ledger().contradictions()).isEmpty();
    }

    private static void assertHealed(String row) {
        stand(row).assertExactlyOnce(receiver);
        assertThat(problem(healedStatus, row))
                .as("the problem of " + row + " is over")
                .isEmpty();
    }

    private static void assertOneGap(JsonNode status, String row, long first, long last, String kind) {
        JsonNode gaps = device(status, row).path("log").path("gaps");
        assertThat(gaps).as("gaps of " + row + ": " + gaps).hasSize(1);
        JsonNode gap = gaps.path(0);
        assertThat(gap.path("first").asLong()).isEqualTo(first);
        assertThat(gap.path("last").asLong()).isEqualTo(last);
        assertThat(gap.path("kind").asText()).isEqualTo(kind);
        assertThat(gap.path("notBefore").asText())
                .isNotEmpty()
                .isLessThanOrEqualTo(gap.path("notAfter").asText());
    }

    private static Stand stand(Stand stand) {
        STANDS.put(stand.row(), stand);
        return stand;
    }

    private static Stand stand(String row) {
        return STANDS.get(row);
    }

    private static SimulatedDevice device(String row) {
        return stand(row).device();
    }

    private static void fault(String row, Fault fault) {
        stand(row).simulator().enqueueFault(fault);
    }

    private static DeviceCertificate certificate() {
        Instant now = Instant.now();
        return DeviceCertificate.selfSigned("terminal", now.minus(Duration.ofDays(9)), now.plus(Duration.ofDays(99)));
    }

    private static AgentProcess agent() throws IOException {
        String terminals = STANDS.values().stream().map(Stand::yaml).collect(Collectors.joining());
        return AgentProcess.configured(
                Site.artifacts(),
                folder,
                Site.yaml(
                        receiver.url(), List.of(terminals), "hoursBack: 0\n" + Site.settings("answerBytes: 1048576")));
    }

    private static Result sync() throws IOException, InterruptedException {
        return Site.resultOf(agent().start("sync"));
    }

    private static JsonNode status() throws IOException, InterruptedException {
        JarProcess status = agent().start("status", "--json");
        assertThat(status.exitCode(60)).as(status.complained()).isZero();
        return JSON.readTree(status.printed());
    }

    private static JsonNode device(JsonNode status, String row) {
        for (JsonNode device : status.path("devices")) {
            if (device.path("name").asText().equals(row)) {
                return device;
            }
        }
        throw new AssertionError("status does not name " + row);
    }

    private static String problem(JsonNode status, String row) {
        return device(status, row).path("problem").asText("");
    }

    private static List<String> alarms(JsonNode status, String row) {
        List<String> texts = new ArrayList<>();
        device(status, row).path("alarms").forEach(alarm -> texts.add(alarm.asText()));
        return texts;
    }
}
