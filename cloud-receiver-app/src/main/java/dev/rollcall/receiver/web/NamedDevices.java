package dev.rollcall.receiver.web;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.Device;
import dev.rollcall.receiver.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the device that a question names, by its key or its name: one that is not there must never look like one without events. */
@Component
final class NamedDevices {

    private final Store store;

    NamedDevices(Store store) {
        this.store = store;
    }

    /**
     * Returns the key of the one device with this key or name.
     *
     * @throws ProblemException if there is none, or if several have this name
     */
    DeviceKey one(String keyOrName) {
        List<Device> found = store.read(unit -> unit.devices().all()).stream()
                .filter(device -> device.isNamed(keyOrName))
                .toList();
        if (found.isEmpty()) {
            throw Parameters.wrong("device", "no device has this key or name");
        }
        Optional<DeviceKey> byKey = found.stream()
                .map(Device::key)
                .filter(key -> key.value().equals(keyOrName))
                .findFirst();
        if (byKey.isEmpty() && found.size() > 1) {
            String keys = found.stream().map(device -> device.key().value()).collect(Collectors.joining(", "));
            throw Parameters.wrong("device", found.size() + " devices have this name; name one by its key: " + keys);
        }
        return byKey.orElse(found.get(0).key());
    }
}
