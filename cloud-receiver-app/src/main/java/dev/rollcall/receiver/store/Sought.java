package dev.rollcall.receiver.store;

import dev.rollcall.attendance.event.EventId;
import java.time.LocalDateTime;
import java.util.Set;

/**
 * By what stored events are looked up that may be the same as observed ones.
 *
 * @param ids           ids of the observations
 * @param serials       their serial numbers
 * @param wallClocks    wall clocks of observations without a serial: any event of that second may be the one
 * @param serialSeconds wall clocks of observations with a serial: an event of that second without a serial may be the one
 */
public record Sought(
        Set<EventId> ids, Set<Long> serials, Set<LocalDateTime> wallClocks, Set<LocalDateTime> serialSeconds) {}
