package dev.rollcall.receiver.inbox;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.receiver.ingest.EventIngest;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one device posted, in one transaction: read body by body, passed through the one door together. Used by one thread. */
final class DeviceBodies {

    private final UnitOfWork unit;
    private final List<InboxItem> items;
    private final Device device;
    private final List<Observation> observations = new ArrayList<>();
    private @Nullable Instant lastOwn;
    private @Nullable String postedMac;

    /**
     * Reads nothing yet.
     *
     * @param device the device, locked
     * @param items  at least one, all of that device, oldest first
     */
    DeviceBodies(UnitOfWork unit, Device device, List<InboxItem> items) {
        this.unit = unit;
        this.device = device;
        this.items = items;
    }

    /** Every body is settled, and what is understood of them is stored. */
    void translate() {
        items.forEach(this::read);
        // What was posted was seen when it was received.
        EventIngest.ingest(
                unit, device, observations, items.get(items.size() - 1).receivedAt(), Observation::seenAt);
        if (lastOwn != null) {
            unit.devices().sawBy(device.id(), Channel.WEBHOOK, lastOwn);
        }
    }

    private void read(InboxItem item) {
        BodyReading reading = BodyReading.of(device, item);
        if (reading.isHeartbeat()) {
            unit.devices().keepHeartbeat(device.id(), item.contentType(), item.body(), item.receivedAt());
            unit.inbox().remove(item);
        } else {
            observations.addAll(reading.tally().observations());
            unit.inbox().settle(item, reading.tally().result());
        }
        if (reading.foreignName().isEmpty()) {
            lastOwn = item.receivedAt();
        }
        raise(item, reading);
        reading.mac().ifPresent(mac -> compare(mac, item));
    }

    /** Where nobody gave a MAC address, the first one posted is taken for the terminal's own. Others raise an alarm, and hold nothing up. */
    private void compare(String mac, InboxItem item) {
        if (device.mac() != null) {
            return;
        }
        if (postedMac == null) {
            postedMac = unit.devices().postedMac(device.id()).orElseGet(() -> first(mac));
        }
        if (!mac.equals(postedMac)) {
            unit.alarms()
                    .raise(
                            device.id(),
                            AlarmLog.OTHER_MAC,
                            mac,
                            "What is posted to the address of " + device.title()
                                    + " comes from another network card (MAC "
                                    + mac + ") than at first (" + postedMac
                                    + "). If another terminal stands there now, its punches are stored under the wrong one: give it"
                                    + " an address of its own (device add), and make this one useless (token revoke "
                                    + device.key() + "). If it is the same terminal, tell its MAC (device add "
                                    + device.key() + " --name NAME --mac MAC).",
                            item.receivedAt());
        }
    }

    /** Notes an address as the first one, and returns the one that is: another body may have come first. */
    private String first(String mac) {
        unit.devices().notePostedMac(device.id(), mac);
        return unit.devices().postedMac(device.id()).orElse(mac);
    }

    private void raise(InboxItem item, BodyReading reading) {
        reading.foreignName()
                .ifPresent(name -> unit.alarms()
                        .raise(
                                device.id(),
                                AlarmLog.FOREIGN_DEVICE,
                                name,
                                "What is posted to the address of " + device.title() + " names another device (" + name
                                        + "): give that device an address of its own (device add), or correct the MAC.",
                                item.receivedAt()));
        if (reading.foreignName().isEmpty() && reading.tally().parkedCount() > 0) {
            unit.alarms()
                    .raise(
                            device.id(),
                            AlarmLog.PARKED,
                            reading.tally().reason(),
                            "Something posted by " + device.title()
                                    + " could not be understood and waits in the inbox: "
                                    + reading.tally().reason(),
                            item.receivedAt());
        }
    }
}
