package dev.rollcall.agent.journal;

import dev.rollcall.attendance.event.DeviceKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Everything that a journal knows to have been missing in devices' logs, also in those of devices that were replaced. */
public final class KnownLosses {

    private final LogBook log;
    private final TallyBook book;

    /**
     * Looks into a journal.
     *
     * @param log  what it knows of logs
     * @param book which devices it knows
     */
    public KnownLosses(LogBook log, TallyBook book) {
        this.log = log;
        this.book = book;
    }

    /** Returns the keys of the devices that have a name or a key. */
    public List<DeviceKey> devices(String nameOrKey) {
        return book.devices().stream()
                .filter(device ->
                        device.value().equals(nameOrKey) || nameOf(device).equals(nameOrKey))
                .toList();
    }

    /** Returns what is known of all devices, each with a key that no other of its device has. */
    public List<KnownLoss> all() {
        return book.devices().stream().flatMap(device -> of(device).stream()).toList();
    }

    /** Returns the same of one device: gaps first, those of earlier logs before later ones; then times. What turned out not to be lost is among it. */
    public List<KnownLoss> of(DeviceKey device) {
        String name = nameOf(device);
        LogLosses losses = log.losses(device);
        List<KnownLoss> all = Stream.concat(
                        losses.accepted().ofGaps(book.gaps(device)).stream()
                                .map(part -> KnownLoss.of(device, name, part)),
                        losses.accepted().ofTimes(losses.times()).stream()
                                .map(part -> KnownLoss.ofTime(device, name, part)))
                .toList();
        Map<String, Integer> times = new HashMap<>();
        all.forEach(loss -> times.merge(loss.key(), 1, Integer::sum));
        List<KnownLoss> named = new ArrayList<>();
        all.forEach(loss -> named.add(times.getOrDefault(loss.key(), 0) > 1 ? loss.withLongKey() : loss));
        return named;
    }

    private String nameOf(DeviceKey device) {
        return Objects.requireNonNullElse(book.nameOf(device), device.value());
    }
}
