package dev.rollcall.simulator;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Makes up the log of ordinary working days. The proportion follows what integrators count on DS-K1T341CMFW V3.3.8 and
 * DS-K1T342MWX V4.48.40: door and lock events outnumber punches two to one.
 */
final class DayMix {
    private static final int EVENTS_PER_DAY = 300;
    private static final int[] PUNCH_MINORS = {75, 75, 75, 38, 38, 1};
    /** Share of the day's events that lie before each hour of the clock. */
    private static final double[][] DAY_CURVE = {{0, 7}, {0.4, 9.25}, {0.5, 12}, {0.6, 14}, {1, 19}};

    private final Random random;
    private final List<Person> people;

    DayMix(long seed, List<Person> people) {
        this.random = new Random(seed);
        this.people = people;
    }

    static List<Person> staff() {
        return List.of(
                Person.of("1", "Amara Perera"),
                new Person("00012", "Kasun Silva", "0005412377"),
                Person.of("2001", "Иван Соколов"),
                new Person("2002", "王小明", "18446744073709551895"),
                new Person("3001", "Fatima Noor", "3001"),
                Person.of("4711", "José Álvarez"));
    }

    List<SimulatedEvent> events(int count, OffsetDateTime now) {
        int days = (count + EVENTS_PER_DAY - 1) / EVENTS_PER_DAY;
        LocalDate firstDay = now.toLocalDate().minusDays(days);
        List<SimulatedEvent> events = new ArrayList<>();
        if (count > 0) {
            events.add(SimulatedEvent.of(2, 1024).withTime(time(firstDay, now.getOffset(), 0)));
        }
        while (events.size() < count) {
            LocalDate day = firstDay.plusDays(events.size() / EVENTS_PER_DAY);
            double share = (double) (events.size() % EVENTS_PER_DAY) / EVENTS_PER_DAY;
            OffsetDateTime start = time(day, now.getOffset(), share);
            for (SimulatedEvent event : scene(start)) {
                events.add(event);
            }
        }
        return List.copyOf(events.subList(0, count));
    }

    private static OffsetDateTime time(LocalDate day, ZoneOffset offset, double share) {
        int leg = 1;
        while (share > DAY_CURVE[leg][0]) {
            leg++;
        }
        double[] from = DAY_CURVE[leg - 1];
        double[] to = DAY_CURVE[leg];
        double hour = from[1] + (to[1] - from[1]) * (share - from[0]) / (to[0] - from[0]);
        return day.atTime(LocalTime.ofSecondOfDay((long) (hour * 3600))).atOffset(offset);
    }

    /** A few events that belong together, some seconds apart. */
    private List<SimulatedEvent> scene(OffsetDateTime start) {
        double draw = random.nextDouble();
        if (draw < 0.55) {
            return List.of(punch(start), door(21, start), door(22, start.plusSeconds(5)));
        } else if (draw < 0.75) {
            return List.of(punch(start));
        } else if (draw < 0.82) {
            return List.of(door(24, start), door(23, start), door(21, start), door(22, start.plusSeconds(5)));
        } else if (draw < 0.90) {
            return List.of(door(76, start));
        } else if (draw < 0.96) {
            return List.of(operation(112, start), operation(113, start.plusSeconds(20)));
        }
        return List.of(operation(1029, start));
    }

    private SimulatedEvent punch(OffsetDateTime time) {
        int minor = PUNCH_MINORS[random.nextInt(PUNCH_MINORS.length)];
        Person person = people.get(random.nextInt(people.size()));
        return door(minor, time).withPerson(person);
    }

    private static SimulatedEvent door(int minor, OffsetDateTime time) {
        return SimulatedEvent.of(5, minor).withDoorNo(1).withTime(time);
    }

    private static SimulatedEvent operation(int minor, OffsetDateTime time) {
        return SimulatedEvent.of(3, minor).withTime(time);
    }
}
