package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The terminals this receiver knows. */
public interface DeviceRegister {

    /**
     * Returns the device of this key and holds its lock until the transaction ends, so that one transaction at a time
     * recognises its events. A device not heard of before is entered as new.
     */
    Device lock(DeviceKey key, Instant now);

    /** The same for a device that was heard of before; empty if it was not. Enters nothing. */
    Optional<Device> lockKnown(DeviceKey key);

    /** Returns how many devices are new: introduced by an agent, and not yet seen by an administrator. */
    long newOnes();

    /** Returns the device of this key. */
    Optional<Device> find(DeviceKey key);

    /** Returns the device of this number. */
    Optional<Device> find(int id);

    /** Returns all devices, in the order of their keys. */
    List<Device> all();

    /** Enters a device for an administrator, or changes what is not null of a known one; it is not new any more. */
    Device add(DeviceKey key, String name, @Nullable String mac, @Nullable String zone, Instant now);

    /** Enters what an agent says of a device. */
    void report(int id, DeviceReport report);

    /** Notes that something came from a device by a channel; an earlier time than the noted one changes nothing. */
    void sawBy(int id, Channel channel, Instant at);

    /** Returns for each device number when something last came, by channel. */
    Map<Integer, Map<Channel, Instant>> lastSeen();

    /** Returns the MAC address that the bodies posted to a device's address bore first; empty if none bore any. */
    Optional<String> postedMac(int id);

    /** Notes that address, unless one is noted already. */
    void notePostedMac(int id, String mac);

    /** Keeps the latest heartbeat a device posted, instead of the one before. */
    void keepHeartbeat(int id, @Nullable String contentType, byte[] body, Instant at);
}
