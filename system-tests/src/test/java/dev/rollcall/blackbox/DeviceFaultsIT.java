package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.rollcall.blackbox.Site.Result;
import dev.rollcall.oracle.ScriptedReceiver;
import dev.rollcall.oracle.Truth;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

    @TempDir
    private static Path folder;

    private static Stands stands;
    private static DeviceFaults faults;
    private static ScriptedReceiver receiver;
    private static Result healthy;
    private static Result faulty;
    private static JsonNode faultyStatus;
    private static Result healed;
    private static JsonNode healedStatus;

    @BeforeAll
    static void liveThroughIt() throws IOException, InterruptedException {
        stands = new Stands(folder);
        receiver = stands.receiver();
        healthy = stands.sync();
        stands.all().forEach(Stand::remember);
        faults = new DeviceFaults(stands);
        faults.happen();
        faulty = stands.sync();
        faultyStatus = stands.status();
        faults.heal();
        healed = stands.sync();
        healedStatus = stands.status();
    }

    @AfterAll
    static void close() throws IOException {
        stands.close();
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
                        .contains(
                                faults.replacement().shortSerial(),
                                device("D14").shortSerial()));
        Site.assertExactlyOnce(faults.replacement(), receiver);
        stand("D14").assertExactlyOnce(receiver);
    }

    @Test
    void D15_twoDevicesBehindOneAddress_areNeverMixed() {
        stand("D15").assertExactlyOnce(receiver);
        assertThat(Truth.deliverable(stands.second().device()))
                .as("what arrived as the second device's is the second device's")
                .containsAllEntriesOf(Truth.ofReceiver(
                        receiver.ledger().events(stands.second().device().shortSerial())));
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
        everLogged.putAll(faults.beforeTheClearing());
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

    private static Stand stand(String row) {
        return stands.stand(row);
    }

    private static SimulatedDevice device(String row) {
        return stands.device(row);
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
