package dev.rollcall.receiver.store;

import java.time.Instant;
import java.util.List;

/** What a person should know about devices. */
public interface AlarmLog {

    /** Two versions of one event contradict each other. */
    String CONTRADICTION = "CONTRADICTION";

    /** A body names another device than the one its address was made for. */
    String FOREIGN_DEVICE = "FOREIGN_DEVICE";

    /** A body bears another MAC address than the first one that was posted to its address. */
    String OTHER_MAC = "OTHER_MAC";

    /** A body was over the limit and is not stored in full. */
    String TRUNCATED = "TRUNCATED";

    /** A record could not be understood. */
    String PARKED = "PARKED";

    /** The database refused an event, which its agent keeps. */
    String REFUSED = "REFUSED";

    /** A stored event does not say what it said when it was stored. */
    String EDITED = "EDITED";

    /** Events of a day were added or removed beside the receiver. */
    String RECOUNTED = "RECOUNTED";

    /** Raises an alarm; the same kind and subject again only counts. */
    void raise(int deviceId, String kind, String subject, String detail, Instant now);

    /** Returns the latest alarms, newest first. */
    List<Alarm> latest(int limit);
}
