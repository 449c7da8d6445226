package dev.rollcall.receiver.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

    /** Returns the one that hangs up whenever a password is on the wire. */
    public static HangingUp hangingUp() {
        return Holder.HANGING_UP;
    }

    static String addresses() {
        return Stream.concat(Holder.ALL.stream().map(DeviceSimulator::port), Stream.of(Holder.HANGING_UP.port()))
                .map(port -> "127.0.0.1:" + port)
                .collect(Collectors.joining(","));
    }

    /** A terminal that asks for a password and never answers to one. */
    public static final class HangingUp {

        private final AtomicInteger logins = new AtomicInteger();
        private final HttpServer server;

        private HangingUp() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            if (exchange.getRequestHeaders().containsKey("Authorization")) {
                logins.incrementAndGet();
            } else {
                exchange.getResponseHeaders()
                        .add("WWW-Authenticate", "Digest realm=\"DS\", nonce=\"n" + logins + "\", qop=\"auth\"");
                exchange.sendResponseHeaders(401, -1);
            }
            exchange.close();
        }

        /** Returns its port. */
        public int port() {
            return server.getAddress().getPort();
        }

        /** Returns how often a password was shown to it. */
        public int logins() {
            return logins.get();
        }
    }

    private static final class Holder {
        static final HangingUp HANGING_UP = hangingUp();
        static final List<DeviceSimulator> ALL =
                IntStream.rangeClosed(1, 10).mapToObj(Holder::start).toList();

        private static HangingUp hangingUp() {
            try {
                return new HangingUp();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

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
