package dev.rollcall.receiver.testing;

import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Simulated terminals that the strict receiver may fetch from; each test takes one for itself. */
public final class Terminals {

    /** The device password, which is to be found nowhere. */
    public static final String PASSWORD = "Canary-7h15-15-53cr37";

    private static final AtomicInteger TAKEN = new AtomicInteger();

    private Terminals() {}

    /** Returns one that nobody has taken. */
    public static DeviceSimulator next() {
        return Holder.ALL.get(TAKEN.getAndIncrement());
    }

    /** Lets one person come at this time, by face. */
    public static void punch(DeviceSimulator terminal, String person, OffsetDateTime at) {
        terminal.device()
                .log(SimulatedEvent.of(5, 75)
                        .withTime(at)
                        .withPerson(Person.of(person, "Person " + person))
                        .withAttendanceStatus("checkIn"));
    }

    static String addresses() {
        return Holder.ALL.stream()
                .map(terminal -> "127.0.0.1:" + terminal.port())
                .collect(Collectors.joining(","));
    }

    private static final class Holder {
        static final List<DeviceSimulator> ALL =
                IntStream.rangeClosed(1, 10).mapToObj(Holder::start).toList();

        private static DeviceSimulator start(int number) {
            try {
                return DeviceSimulator.builder()
                        .credentials("admin", PASSWORD)
                        .device(SimulatedDevice.builder()
                                .shortSerial(String.format("PUL%06d", number))
                                .zone(ZoneId.of("Asia/Colombo"))
                                .build())
                        .start();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
