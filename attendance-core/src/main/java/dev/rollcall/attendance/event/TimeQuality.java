package dev.rollcall.attendance.event;

/** How far the resolved instant of an event may be trusted. Flags never stop an event; they travel with it. */
public enum TimeQuality {
    /** Wall clock, zone and printed offset (where there is one) agree. */
    GOOD,
    /** The terminal printed an offset that the zone did not have at that time; the zone was used. */
    OFFSET_DISAGREES,
    /** No zone is known; the printed offset was used as it stands. */
    OFFSET_ONLY,
    /** The wall clock occurred twice (clocks went back) and nothing tells which; the earlier instant was taken. */
    AMBIGUOUS,
    /** The wall clock never occurred (clocks went forward); it was read with the offset from before the change. */
    NONEXISTENT,
    /** The terminal's clock was plainly not set: before the year 2000 or more than a day ahead of when it was seen. */
    IMPLAUSIBLE,
    /** Neither zone nor offset is known: there is a wall clock and no instant. */
    UNRESOLVED
}
