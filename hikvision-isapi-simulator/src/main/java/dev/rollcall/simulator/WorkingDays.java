package dev.rollcall.simulator;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Makes up the log of a staff that comes in the morning, goes to lunch and goes home, with some of it on a night shift that
 * ends on the next day. The lock opens and closes around each punch, so that door events outnumber punches two to one, as
 * integrators count on DS-K1T341CMFW V3.3.8 and DS-K1T342MWX V4.48.40. Saturdays and Sundays are free. Times are those of
 * the zone, so a night over a change of the clock is an hour shorter or longer. The same seed gives the same days.
 * Immutable.
 *
 * @param seed of the small accidents: minutes early or late, who uses which credential
 * @param zone of the terminal
 * @param dayStaff who works by day
 * @param nightStaff who works from 22:00 to 06:00
 * @param attendanceKeys whether everybody presses the key of his kind of punch; else attendanceStatus stays undefined
 */
public record WorkingDays(
        long seed, ZoneId zone, List<Person> dayStaff, List<Person> nightStaff, boolean attendanceKeys) {
    private static final int[] MINORS = {75, 75, 75, 38, 38, 1};
    private static final int LOCK_OPENED = 21;
    private static final int LOCK_CLOSED = 22;
    private static final Set<Integer> WEEKEND = Set.of(6, 7);

    public WorkingDays {
        dayStaff = List.copyOf(dayStaff);
        nightStaff = List.copyOf(nightStaff);
    }

    /** Everybody registered works by day, the last of them by night; no attendance keys. */
    public static WorkingDays of(long seed, SimulatedDevice device) {
        List<Person> people = device.people();
        int night = Math.min(1, people.size());
        return new WorkingDays(
                seed,
                device.zone(),
                people.subList(0, people.size() - night),
                people.subList(people.size() - night, people.size()),
                false);
    }

    public WorkingDays withAttendanceKeys() {
        return new WorkingDays(seed, zone, dayStaff, nightStaff, true);
    }

    /** What happens from the first day on, in the order of time; a night shift of the last day ends on the day after. */
    public List<SimulatedEvent> events(LocalDate first, int days) {
        List<SimulatedEvent> events = new ArrayList<>();
        for (int i = 0; i < days; i++) {
            LocalDate day = first.plusDays(i);
            if (!WEEKEND.contains(day.getDayOfWeek().getValue())) {
                Random random = new Random(seed * 31 + day.toEpochDay());
                dayStaff.forEach(person -> day(events, person, day, random));
                nightStaff.forEach(person -> night(events, person, day, random));
            }
        }
        events.sort(Comparator.comparing(event -> event.loggedTime().toInstant()));
        return List.copyOf(events);
    }

    private void day(List<SimulatedEvent> events, Person person, LocalDate day, Random random) {
        punch(events, person, around(day, 9, 0, random), "checkIn", random);
        punch(events, person, around(day, 12, 30, random), "breakOut", random);
        punch(events, person, around(day, 13, 15, random), "breakIn", random);
        boolean late = random.nextInt(5) == 0;
        punch(events, person, around(day, 18, 0, random), "checkOut", random);
        if (late) {
            punch(events, person, around(day, 18, 40, random), "overtimeIn", random);
            punch(events, person, around(day, 20, 30, random), "overtimeOut", random);
        }
    }

    private void night(List<SimulatedEvent> events, Person person, LocalDate day, Random random) {
        punch(events, person, around(day, 22, 0, random), "checkIn", random);
        punch(events, person, around(day.plusDays(1), 2, 0, random), "breakOut", random);
        punch(events, person, around(day.plusDays(1), 2, 45, random), "breakIn", random);
        punch(events, person, around(day.plusDays(1), 6, 0, random), "checkOut", random);
    }

    /** A quarter of an hour before or after. */
    private ZonedDateTime around(LocalDate day, int hour, int minute, Random random) {
        return ZonedDateTime.of(day, LocalTime.of(hour, minute), zone)
                .plus(Duration.ofSeconds(random.nextInt(1_801) - 900L));
    }

    private void punch(List<SimulatedEvent> events, Person person, ZonedDateTime time, String status, Random random) {
        int minor = MINORS[random.nextInt(MINORS.length)];
        SimulatedEvent punch =
                SimulatedEvent.of(5, minor).withPerson(person).withDoorNo(1).withTime(time.toOffsetDateTime());
        events.add(attendanceKeys ? punch.withAttendanceStatus(status) : punch);
        events.add(door(LOCK_OPENED, time));
        events.add(door(LOCK_CLOSED, time.plusSeconds(5)));
    }

    private static SimulatedEvent door(int minor, ZonedDateTime time) {
        return SimulatedEvent.of(5, minor).withDoorNo(1).withTime(time.toOffsetDateTime());
    }
}
