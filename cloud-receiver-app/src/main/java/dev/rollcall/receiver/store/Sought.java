package dev.rollcall.receiver.store;

import java.time.LocalDateTime;
import java.util.Set;

/**
 * By what stored events are looked up that may be the same as observed ones. Ids are not needed: an id that is held is held
 * together with the serial number and the wall clock that are hashed in it.
 *
 * @param serials       serial numbers of the observations
 * @param wallClocks    wall clocks of observations without a serial: any event of that second may be the one
 * @param serialSeconds wall clocks of observations with a serial: an event of that second without a serial may be the one
 */
public record Sought(Set<Long> serials, Set<LocalDateTime> wallClocks, Set<LocalDateTime> serialSeconds) {}
