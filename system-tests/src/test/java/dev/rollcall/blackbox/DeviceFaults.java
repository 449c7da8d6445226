package dev.rollcall.blackbox;

import dev.rollcall.oracle.Truth;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.FormatFaults;
import dev.rollcall.simulator.PageFaults;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** What happens to the terminals of {@link DeviceFaultsIT}, to each what its row says, and how it ends. */
final class DeviceFaults {

    private final Stands stands;
    private final SimulatedDevice replacement = Stand.deviceOf("D1414").build();
    private Map<String, Long> beforeTheClearing = Map.of();

    DeviceFaults(Stands stands) {
        this.stands = stands;
    }

    /** Lets all of it happen, while new punches come. */
    void happen() throws IOException {
        for (Stand stand : stands.all()) {
            if (!List.of("D8", "D10", "D12", "D22", "D23", "D14").contains(stand.row())) {
                Site.punch(stand.device(), 40);
            }
        }
        beforeTheClearing = Truth.deliverable(device("D27"));
        happenOnTheWire();
        happenInTheLog();
        happenToTheDevice();
    }

    private void happenOnTheWire() {
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

    private void happenInTheLog() {
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
        device("D22").memory().restore(stands.backup());
        Site.punch(device("D22"), 6);
        Site.punch(device("D23"), 30);
        long newest = device("D23").newestSerial();
        device("D23").memory().delete(serial -> serial > newest - 20 && serial <= newest - 10);
    }

    private void happenToTheDevice() throws IOException {
        device("D12").loseClock(Instant.parse("1970-01-01T00:00:10Z"));
        Site.punch(device("D12"), 3);
        device("D12").synchronizeClock(Instant.now());
        Site.punch(device("D12"), 3);
        device("D13").setZone(ZoneId.of("Asia/Tokyo"));
        Site.punch(device("D13"), 5);
        stand("D4").password("not-" + Site.PASSWORD);
        replacement.seed(14, 9);
        Site.punch(replacement, 4);
        stand("D14").simulator().replaceDevice(replacement, FirmwareProfile.GENERIC);
        stand("D15").movedTo(stands.oneAddress().url().getPort());
        DeviceSimulator newAddress = DeviceSimulator.builder()
                .device(device("D16"))
                .credentials("admin", Site.PASSWORD)
                .start();
        stand("D16").simulator().close();
        stand("D16").servedBy(newAddress);
        stand("D21").simulator().upgrade(FirmwareProfile.K1T8003MF);
        Site.punch(device("D21"), 3);
        stand("D26").simulator().useCertificate(Stands.newCertificate());
    }

    /** Ends what can end. */
    void heal() throws IOException {
        stands.all().forEach(stand -> stand.simulator().clearFaults());
        stand("D4").password(Site.PASSWORD);
        Site.punch(device("D27"), 3);
        stand("D15").movedTo(stand("D15").simulator().port());
        stand("D26").simulator().useCertificate(stands.certificate());
    }

    /** Returns what D27 held before another client cleared its log. */
    Map<String, Long> beforeTheClearing() {
        return beforeTheClearing;
    }

    /** Returns the terminal that stands in D14's place. */
    SimulatedDevice replacement() {
        return replacement;
    }

    private Stand stand(String row) {
        return stands.stand(row);
    }

    private SimulatedDevice device(String row) {
        return stands.device(row);
    }

    private void fault(String row, Fault fault) {
        stand(row).simulator().enqueueFault(fault);
    }
}
