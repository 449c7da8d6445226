package dev.rollcall.simulator;

import java.util.List;

/**
 * An event log set aside ({@link DeviceMemory#backup}). Immutable.
 *
 * @param events in the order they were logged
 * @param nextSerial what the next event would have got
 */
public record DeviceBackup(List<SimulatedEvent> events, long nextSerial) {
    public DeviceBackup {
        events = List.copyOf(events);
    }
}
