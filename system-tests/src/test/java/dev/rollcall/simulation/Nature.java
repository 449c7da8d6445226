package dev.rollcall.simulation;

import java.time.ZoneId;
import java.util.List;

/**
 * What sort of terminal it is: how it prints times and answers searches, as different models do.
 *
 * @param key            its key
 * @param zone           where it hangs
 * @param printing       what it does with times that are past
 * @param offset         which offset it prints beside a time
 * @param tellsZone      whether it tells its zone
 * @param ring           how many events it holds
 * @param pageSize       the most rows of a page
 * @param serials        whether its rows have serial numbers
 * @param serialSearch   whether it can be searched by serial
 * @param rangeIgnored   whether it answers such a search with all rows
 * @param picky          whether it finds nothing for an offset other than its own
 * @param endIncluded    whether the end of a time range belongs to it
 * @param totals         whether it tells how many rows there are
 * @param counts         whether it can be asked for that
 * @param allClasses     whether it takes a search over all classes at once
 * @param unreadable     a class that it does not let be read; 0 if none
 */
record Nature(
        String key,
        ZoneId zone,
        Printing printing,
        Offset offset,
        boolean tellsZone,
        int ring,
        int pageSize,
        boolean serials,
        boolean serialSearch,
        boolean rangeIgnored,
        boolean picky,
        boolean endIncluded,
        boolean totals,
        boolean counts,
        boolean allClasses,
        int unreadable) {

    private static final List<ZoneId> STEADY = List.of(
            ZoneId.of("Asia/Colombo"), ZoneId.of("Asia/Tashkent"), ZoneId.of("Africa/Nairobi"), ZoneId.of("UTC"));
    private static final List<ZoneId> MOVING = List.of(
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Asia/Beirut"));

    /** What a terminal prints of an event that it logged under another offset. */
    enum Printing {
        /** The wall clock of that time. */
        AS_LOGGED,
        /** The same instant by its present offset. */
        BY_PRESENT_OFFSET
    }

    /** Which offset a terminal prints. */
    enum Offset {
        TRUE,
        NONE,
        /** That of the factory, whatever the zone. */
        FACTORY
    }

    // What has no serial number is told again by its second alone, so such a terminal prints that as it logged it.
    static Nature of(Chance chance, Dice dice, String key) {
        boolean serials = !chance.strikes(Fault.SERIALS_MISSING);
        boolean moving = chance.strikes(Fault.DAYLIGHT_SAVING);
        boolean silent = chance.strikes(Fault.OFFSET_NOT_PRINTED);
        boolean hidden = chance.strikes(Fault.CLASS_UNREADABLE);
        boolean lies = chance.strikes(Fault.OFFSET_LIES);
        return new Nature(
                key,
                dice.pick(moving ? MOVING : STEADY),
                dice.chance(0.5) || !serials ? Printing.AS_LOGGED : Printing.BY_PRESENT_OFFSET,
                silent ? Offset.NONE : lies ? Offset.FACTORY : Offset.TRUE,
                !chance.strikes(Fault.ZONE_NOT_TOLD),
                chance.strikes(Fault.RING_SMALL) ? (int) dice.between(8, 40) : 100_000,
                (int) dice.between(2, 30),
                serials,
                serials && !chance.strikes(Fault.NO_SERIAL_SEARCH),
                chance.strikes(Fault.SERIAL_RANGE_IGNORED),
                chance.strikes(Fault.OTHER_OFFSET_FINDS_NOTHING),
                chance.strikes(Fault.END_IS_INCLUDED),
                !chance.strikes(Fault.TOTAL_MISSING),
                !chance.strikes(Fault.CANNOT_COUNT),
                !chance.strikes(Fault.ALL_CLASSES_REFUSED) && !hidden,
                hidden ? 3 : 0);
    }
}
