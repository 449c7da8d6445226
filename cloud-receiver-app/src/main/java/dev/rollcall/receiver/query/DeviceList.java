package dev.rollcall.receiver.query;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.window.Epochs.Epoch;
import dev.rollcall.receiver.store.Alarm;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The devices with what is known of them. Thread-safe. */
public final class DeviceList {

    private static final int ALARMS = 200;

    private final Store store;

    public DeviceList(Store store) {
        this.store = store;
    }

    /**
     * A device as readers get it.
     *
     * @param isNew    whether an agent introduced it and no administrator has seen it yet
     * @param lastSeen when something last came, by channel
     * @param alarms   what a person should know
     * @param epochs   the logs that the device has had one after the other, the earliest first: derived from its events
     * @param reprints how many of its events were printed again under another offset
     */
    public record DeviceView(
            String key,
            @Nullable String name,
            boolean isNew,
            @Nullable String zone,
            @Nullable String model,
            @Nullable String firmware,
            @Nullable Double clockOffset,
            Map<String, String> lastSeen,
            List<AlarmView> alarms,
            List<EpochView> epochs,
            long reprints) {}

    /** One log of a device as readers get it: the earliest and the latest event known, and the range of its serials. */
    public record EpochView(
            String firstWallClock,
            long firstSerial,
            String lastWallClock,
            long lastSerial,
            long lowestSerial,
            long highestSerial) {

        static EpochView of(Epoch epoch) {
            return new EpochView(
                    IsoText.of(epoch.first().wallClock()),
                    epoch.first().serialNo(),
                    IsoText.of(epoch.last().wallClock()),
                    epoch.last().serialNo(),
                    epoch.serials().first(),
                    epoch.serials().last());
        }
    }

    /** An alarm as readers get it. */
    public record AlarmView(String kind, String detail, String raisedAt, String lastAt, int times) {}

    /** Returns all devices. */
    public List<DeviceView> all() {
        return store.read(DeviceList::all);
    }

    private static List<DeviceView> all(UnitOfWork unit) {
        Map<Integer, Map<Channel, Instant>> seen = unit.devices().lastSeen();
        List<Alarm> alarms = unit.alarms().latest(ALARMS);
        Map<Integer, List<Epoch>> epochs = unit.epochs().all();
        Map<Integer, Long> reprints = unit.epochs().reprints();
        return unit.devices().all().stream()
                .map(device -> view(
                        device,
                        seen.getOrDefault(device.id(), Map.of()),
                        alarms,
                        epochs.getOrDefault(device.id(), List.of()),
                        reprints.getOrDefault(device.id(), 0L)))
                .toList();
    }

    private static DeviceView view(
            Device device, Map<Channel, Instant> seen, List<Alarm> alarms, List<Epoch> epochs, long reprints) {
        Map<String, String> lastSeen = new TreeMap<>();
        seen.forEach((channel, at) -> lastSeen.put(channel.name(), at.toString()));
        return new DeviceView(
                device.key().value(),
                device.name(),
                !device.acknowledged(),
                device.zone() == null ? device.reportedZone() : device.zone(),
                device.model(),
                device.firmware(),
                device.clockOffset(),
                lastSeen,
                alarms.stream()
                        .filter(alarm -> alarm.deviceId() == device.id())
                        .map(alarm -> new AlarmView(
                                alarm.kind(),
                                alarm.detail(),
                                alarm.raisedAt().toString(),
                                alarm.lastAt().toString(),
                                alarm.times()))
                        .toList(),
                epochs.stream().map(EpochView::of).toList(),
                reprints);
    }
}
