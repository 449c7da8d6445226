package dev.rollcall.receiver.store;

import dev.rollcall.attendance.window.Anchor;
import dev.rollcall.attendance.window.Epochs.Epoch;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The logs that devices have had one after the other, as they were last derived from the stored events. */
public interface EpochRegister {

    /**
     * A device whose epochs are to be derived.
     *
     * @param device   the device
     * @param position the place in the feed of its latest event
     */
    record Due(Device device, long position) {}

    /** Returns a device that has got events since its epochs were derived, if that was before a time. */
    Optional<Due> next(Instant derivedBefore);

    /** Returns serial and wall clock of each event of a device whose time says something. */
    List<Anchor> anchors(int deviceId);

    /** Puts a device's epochs in place of those it had. */
    void replace(Due due, List<Epoch> epochs, Instant now);

    /** Returns the epochs of each device number, the earliest first. */
    Map<Integer, List<Epoch>> all();

    /** Returns for each device number that has any how many events were printed again under another offset. */
    Map<Integer, Long> reprints();
}
