package dev.rollcall.simulator;

/**
 * One thing that goes wrong with the next event pushed ({@link DeviceSimulator#enqueuePushFault}). What needs no fault:
 * late events are {@link DeviceSimulator#pausePush} and {@link DeviceSimulator#resumePush} with the clock moved on between;
 * a full buffer is {@link PushTraits#BUFFER}; a device that never pushes is {@link FirmwareProfile.PushForm#NEVER};
 * heartbeats alone are {@link #LOST} many times over with a heartbeat set.
 */
public enum PushFault {
    /** Sent again although it was acknowledged. */
    SENT_TWICE,
    /** The event after it is sent first; waits until there is one. */
    SWAPPED_WITH_NEXT,
    /** Marked as stored, currentEvent false, which is how re-uploaded events come (absent from live ones). */
    STORED,
    /** No picture part although pictures are on; picturesNumber still counts it. */
    WITHOUT_PICTURE,
    /** Never sent, and the device believes it was. */
    LOST
}
