package dev.rollcall.receiver.devicepull;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.hikvision.DeviceContext;
import dev.rollcall.attendance.window.DeviceClock;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventPages;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.system.DeviceInfo;
import dev.rollcall.isapi.system.DeviceTime;
import dev.rollcall.receiver.inbox.DeviceZones;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.DeviceReport;
import dev.rollcall.receiver.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads one window of one terminal's log, page by page, each page in a transaction of its own. Used by one thread. */
final class PullRun {

    /** A log that moves under the reading is read again from its start, but not for ever. */
    private static final int MOST_ROUNDS = 3;

    private final Store store;
    private final InstantSource clock;
    private final PullRequest request;
    private final Predicate<DeviceKey> mayReport;
    private final Runnable sign;
    private final Consumer<PullTally> progress;

    /**
     * Makes a run.
     *
     * @param mayReport whether who asks may speak for a device
     * @param sign      called before each page; throws if it is time to end
     * @param progress  is told what each page brought
     */
    PullRun(
            Store store,
            InstantSource clock,
            PullRequest request,
            Predicate<DeviceKey> mayReport,
            Runnable sign,
            Consumer<PullTally> progress) {
        this.store = store;
        this.clock = clock;
        this.request = request;
        this.mayReport = mayReport;
        this.sign = sign;
        this.progress = progress;
    }

    void read(IsapiClient client) {
        DeviceInfo told = client.system().deviceInfo();
        DeviceKey key = DeviceKey.fromSerialNumber(told.serialNumber());
        if (!mayReport.test(key)) {
            throw new PullException(
                    PullException.Reason.NOT_ALLOWED,
                    "This token may not send for device " + key + ", which is what answers at " + request.address()
                            + ". Make a token that may (token add --role agent --device " + key
                            + "), or one without --device.");
        }
        DeviceTime time = client.system().time();
        DeviceClock reading = new DeviceClock(time.localTime(), time.offset(), clock.instant());
        Device device = enter(key, told, reading);
        Zones zones = zones(device, time);
        PullWindow window = PullWindow.of(request.from(), request.to(), time, zones.configured(), reading.readAt());
        DeviceContext context = new DeviceContext(key, zones, reading.offsetIn(zone(zones)));
        boolean again = !window.isEmpty();
        for (int round = 0; again && round < MOST_ROUNDS; round++) {
            again = readLog(client, window, context);
        }
        if (again) {
            progress.accept(PullTally.NOTHING.noting("The log of " + request.address()
                    + " kept moving while it was read; records may be missing. Ask again."));
        }
    }

    /** Reads the window once, and tells whether that has to be done again because the log moved. */
    private boolean readLog(IsapiClient client, PullWindow window, DeviceContext context) {
        EventPages pages = client.access()
                .events(EventQuery.builder()
                        .between(window.start(), window.end())
                        .edgeRereads(true)
                        .build());
        long connections = client.connectionsMade();
        boolean moved = false;
        while (pages.hasNext()) {
            sign.run();
            EventPage page = pages.next();
            if (client.connectionsMade() != connections) {
                checkStillThere(client, context.device());
                connections = client.connectionsMade();
            }
            keep(page, context);
            moved |= page.shifted();
            if (page.incomplete()) {
                progress.accept(PullTally.NOTHING.noting(
                        request.address() + " promised more records and sent none; ask again, or for a shorter time."));
            }
        }
        return moved;
    }

    private void keep(EventPage page, DeviceContext context) {
        Instant seenAt = clock.instant();
        PageIngest ingest = PageIngest.of(page, context, seenAt);
        progress.accept(store.write(unit -> ingest.into(unit, unit.devices().lock(context.device(), seenAt))));
    }

    /** Another connection may end at another terminal: addresses are given out anew. */
    private void checkStillThere(IsapiClient client, DeviceKey key) {
        DeviceKey now = DeviceKey.fromSerialNumber(client.system().deviceInfo().serialNumber());
        if (!now.equals(key)) {
            throw new PullException(
                    PullException.Reason.DEVICE,
                    "Another terminal (" + now + ") answers at " + request.address() + " than at first (" + key
                            + "); its records are not stored. See to it that each terminal keeps its address.");
        }
    }

    private Device enter(DeviceKey key, DeviceInfo told, DeviceClock reading) {
        return store.write(unit -> {
            Device device = unit.devices().lock(key, reading.readAt());
            var ahead = reading.offsetIn(zone(DeviceZones.of(device)));
            DeviceReport report = new DeviceReport(
                    null,
                    told.model(),
                    told.firmwareVersion(),
                    null,
                    ahead == null ? null : ahead.ahead().toMillis() / 1000.0);
            if (report.tells(device)) {
                unit.devices().report(device.id(), report);
            }
            return device;
        });
    }

    private static Zones zones(Device device, DeviceTime time) {
        Zones known = DeviceZones.of(device);
        DeviceZone own = time.zoneRules() == null || time.timeZoneText() == null
                ? null
                : new DeviceZone(time.timeZoneText(), time.zoneRules());
        return new Zones(known.configured(), own == null ? known.reported() : own);
    }

    private static @Nullable DeviceZone zone(Zones zones) {
        return zones.configured() == null ? zones.reported() : zones.configured();
    }
}
