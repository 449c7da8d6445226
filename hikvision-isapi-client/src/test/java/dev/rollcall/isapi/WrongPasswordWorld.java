package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.isapi.access.EventPages;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.RecordedRequest;
import dev.rollcall.simulator.SimulatedDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One terminal, the clients that talk to it, and the ways in which a password turns out wrong. */
final class WrongPasswordWorld implements AutoCloseable {

    static final String RIGHT = "right-one";
    static final String WRONG = "wrong-one";

    private final FirmwareProfile profile;
    private final SimulatedDevice device;
    private final List<IsapiClient> clients = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private PasswordGuard guard = PasswordGuard.inMemory(() -> now);
    private DeviceSimulator terminal;
    private int wrongBefore;

    WrongPasswordWorld(FirmwareProfile profile) throws Exception {
        this.profile = profile;
        device = SimulatedDevice.builder().identityOf(profile).build();
        device.seed(7, 70);
        terminal = simulator(0, RIGHT);
    }

    static Map<String, Situation> situations() {
        Map<String, Situation> all = new LinkedHashMap<>();
        wrongFromTheStart(all);
        changedInBetween(all);
        severalClients(all);
        badCompany(all);
        return all;
    }

    boolean locked() {
        return terminal.locked();
    }

    int wrongPasswordsSeen() {
        return terminal.refusedPasswords() - wrongBefore;
    }

    long refusedPresentations() {
        return terminal.requests().stream()
                .filter(request -> request.authorized() && request.status() == 401)
                .count();
    }

    int requests() {
        return terminal.requests().size();
    }

    IsapiClient last() {
        return clients.get(clients.size() - 1);
    }

    boolean gaveUp() {
        return guard.beforePresenting() instanceof PasswordGuard.Withhold;
    }

    @Override
    public void close() {
        clients.forEach(IsapiClient::close);
        terminal.close();
    }

    private static void wrongFromTheStart(Map<String, Situation> all) {
        all.put("wrong from the start", world -> world.hammer(world.client("admin", WRONG)));
        all.put("wrong from the start, searches only", world -> {
            IsapiClient client = world.client("admin", WRONG);
            world.tries(8, () -> world.firstPage(client));
        });
        all.put("wrong from the start, one search asked again and again", world -> {
            EventPages pages = world.client("admin", WRONG).access().events(EventQuery.builder().build());
            world.tries(8, pages::next);
        });
        all.put("wrong user", world -> world.hammer(world.client("operator", RIGHT)));
        all.put("wrong user and password", world -> world.hammer(world.client("root", WRONG)));
        all.put("other letter case", world -> world.hammer(world.client("admin", "Right-One")));
        all.put("user in other letter case", world -> world.hammer(world.client("ADMIN", RIGHT)));
        all.put("blank at the end", world -> world.hammer(world.client("admin", RIGHT + " ")));
        all.put("characters beyond ASCII", world -> world.hammer(world.client("admin", "r\u00efght-\u00f6n\u00e9-\u5bc6")));
        all.put("one character", world -> world.hammer(world.client("admin", "x")));
        all.put("a thousand characters", world -> world.hammer(world.client("admin", "x".repeat(1000))));
        all.put("quotes and backslashes", world -> world.hammer(world.client("admin", "\"\\\"right-one\\")));
        all.put("wrong, hours between the tries", world -> {
            IsapiClient client = world.client("admin", WRONG);
            for (int hour = 0; hour < 12; hour++) {
                world.tries(1, () -> client.system().time());
                world.pass(Duration.ofHours(1));
            }
        });
        all.put("wrong, a minute between the tries", world -> {
            IsapiClient client = world.client("admin", WRONG);
            for (int minute = 0; minute < 12; minute++) {
                world.tries(1, () -> client.system().deviceInfo());
                world.pass(Duration.ofMinutes(1));
            }
        });
        all.put("wrong, the device restarts between the tries", world -> {
            IsapiClient client = world.client("admin", WRONG);
            for (int i = 0; i < 8; i++) {
                world.tries(1, () -> client.system().time());
                world.restart(RIGHT, false);
            }
        });
    }

    private static void changedInBetween(Map<String, Situation> all) {
        all.put("changed after one good call", world -> {
            IsapiClient client = world.proven();
            world.restart(WRONG, true);
            world.hammer(client);
        });
        all.put("changed after many good calls", world -> {
            IsapiClient client = world.proven();
            for (int i = 0; i < 20; i++) {
                client.system().time();
            }
            world.restart(WRONG, true);
            world.hammer(client);
        });
        all.put("changed after a whole search", world -> {
            IsapiClient client = world.proven();
            world.tries(1, () -> client.access()
                    .events(EventQuery.builder().build())
                    .forEachRemaining(page -> {}));
            world.restart(WRONG, true);
            world.tries(8, () -> world.firstPage(client));
        });
        all.put("changed in the middle of a search", world -> {
            IsapiClient client = world.proven();
            EventPages pages = client.access().events(EventQuery.builder().build());
            world.tries(1, pages::next);
            world.restart(WRONG, true);
            world.tries(8, pages::next);
        });
        all.put("changed while the nonce grew old", world -> {
            IsapiClient client = world.proven();
            world.pass(Duration.ofSeconds(31));
            world.restart(WRONG, true);
            world.pass(Duration.ofSeconds(31));
            world.hammer(client);
        });
        all.put("changed, and the nonce grows old before each try", world -> {
            IsapiClient client = world.proven();
            world.restart(WRONG, true);
            for (int i = 0; i < 8; i++) {
                world.tries(1, () -> client.system().time());
                world.pass(Duration.ofSeconds(31));
            }
        });
        all.put("changed, noticed by a new client", world -> {
            world.proven();
            world.restart(WRONG, true);
            world.hammer(world.client("admin", RIGHT));
        });
        all.put("changed to the right one and back", world -> {
            IsapiClient client = world.proven();
            world.restart(WRONG, true);
            world.tries(1, () -> client.system().time());
            world.restart(RIGHT, true);
            world.tries(1, () -> client.system().time());
            world.restart(WRONG, true);
            world.hammer(client);
        });
        all.put("changed between two threads' calls", world -> {
            IsapiClient client = world.proven();
            world.parallel(4, i -> client.system().time());
            world.restart(WRONG, true);
            world.parallel(8, i -> client.system().time());
        });
    }

    private static void severalClients(Map<String, Situation> all) {
        all.put("eight threads on one client", world -> {
            IsapiClient client = world.client("admin", WRONG);
            world.parallel(8, i -> client.system().time());
            world.parallel(8, i -> client.system().deviceInfo());
        });
        all.put("eight clients with one guard at once", world -> {
            List<IsapiClient> many = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                many.add(world.client("admin", WRONG));
            }
            world.parallel(8, i -> many.get(i).system().time());
        });
        all.put("eight proven clients with one guard, changed", world -> {
            List<IsapiClient> many = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                many.add(world.proven());
            }
            world.restart(WRONG, true);
            world.parallel(8, i -> many.get(i).system().time());
        });
        all.put("the guard handed to a second client after one refusal", world -> {
            world.tries(1, () -> world.client("admin", WRONG).system().time());
            world.hammer(world.client("admin", WRONG));
        });
        all.put("a copy made by newBuilder after one refusal", world -> {
            IsapiClient first = world.client("admin", WRONG);
            world.tries(1, () -> first.system().time());
            world.hammer(world.keep(first.newBuilder().build()));
            world.hammer(first);
        });
        all.put("a new client for each call", world -> {
            for (int i = 0; i < 8; i++) {
                world.tries(1, () -> world.client("admin", WRONG).system().time());
                world.last().close();
            }
            world.client("admin", WRONG);
        });
        all.put("a new client for each search", world -> {
            for (int i = 0; i < 8; i++) {
                world.tries(1, () -> world.firstPage(world.client("admin", WRONG)));
                world.last().close();
            }
            world.client("admin", WRONG);
        });
        all.put("two clients in turns", world -> {
            IsapiClient one = world.client("admin", WRONG);
            IsapiClient other = world.client("admin", WRONG);
            for (int i = 0; i < 5; i++) {
                world.tries(1, () -> one.system().time());
                world.tries(1, () -> other.system().deviceInfo());
            }
        });
        all.put("corrected after two refusals, with a new guard", world -> {
            world.hammer(world.client("admin", WRONG));
            world.guard = PasswordGuard.inMemory(() -> world.now);
            world.client("admin", RIGHT).system().time();
        });
        all.put("corrected after one refusal", world -> {
            world.tries(1, () -> world.client("admin", WRONG).system().time());
            world.client("admin", RIGHT).system().time();
            assertThat(world.gaveUp()).isFalse();
        });
    }

    private static void badCompany(Map<String, Situation> all) {
        all.put("somebody else failed twice before", world -> {
            world.somebodyElseFails(2);
            world.hammer(world.client("admin", WRONG));
        });
        all.put("somebody else fails in between", world -> {
            IsapiClient client = world.client("admin", WRONG);
            world.tries(1, () -> client.system().time());
            world.somebodyElseFails(1);
            world.hammer(client);
        });
        all.put("somebody else locked the account; wrong after the lock", world -> {
            world.somebodyElseFails(5);
            assertThat(world.locked()).isTrue();
            IsapiClient client = world.client("admin", WRONG);
            world.hammer(client);
            assertThat(world.refusedPresentations()).as("nothing is presented to a locked device").isZero();
            world.pass(Duration.ofMinutes(31));
            world.hammer(client);
        });
        all.put("somebody else locked the account after good service", world -> {
            IsapiClient client = world.proven();
            world.somebodyElseFails(5);
            for (int minute = 0; minute < 31; minute++) {
                world.tries(1, () -> client.system().time());
                world.pass(Duration.ofMinutes(1));
            }
            assertThat(world.locked()).as("our tries have not prolonged it").isFalse();
            client.system().time();
        });
        all.put("the device is too slow to say so", world -> {
            world.terminal.setLatency(Duration.ofMillis(100));
            IsapiClient client = world.keep(world.builder("admin", WRONG)
                    .callTimeout(Duration.ofMillis(150))
                    .build());
            world.tries(7, () -> client.system().time());
            world.terminal.setLatency(Duration.ZERO);
        });
        all.put("changed, and the device is too slow to say so", world -> {
            IsapiClient client = world.keep(world.builder("admin", RIGHT)
                    .callTimeout(Duration.ofMillis(150))
                    .build());
            world.tries(1, () -> client.system().time());
            world.restart(WRONG, true);
            world.terminal.setLatency(Duration.ofMillis(100));
            world.tries(7, () -> client.system().time());
            world.terminal.setLatency(Duration.ZERO);
        });
    }

    private void hammer(IsapiClient client) {
        tries(1, () -> client.system().time());
        tries(1, () -> firstPage(client));
        tries(1, () -> client.system().deviceInfo());
        tries(1, () -> client.access().countEvents(EventQuery.builder().build()));
        tries(1, () -> client.access().eventCapabilities());
        tries(5, () -> client.system().time());
    }

    private void tries(int times, Runnable call) {
        for (int i = 0; i < times; i++) {
            Throwable thrown = catchThrowable(call::run);
            assertThat(thrown == null || thrown instanceof IsapiException)
                    .as("an IsapiException at most, not %s", thrown)
                    .isTrue();
        }
    }

    private void parallel(int threads, Consumer<Integer> call) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int number = i;
                running.add(CompletableFuture.runAsync(() -> tries(1, () -> call.accept(number)), pool));
            }
            for (CompletableFuture<Void> one : running) {
                one.get(40, TimeUnit.SECONDS);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private Object firstPage(IsapiClient client) {
        return client.access().events(EventQuery.builder().build()).next();
    }

    private IsapiClient proven() {
        IsapiClient client = client("admin", RIGHT);
        client.system().time();
        return client;
    }

    private IsapiClient client(String user, String password) {
        return keep(builder(user, password).build());
    }

    private IsapiClient.Builder builder(String user, String password) {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(terminal.port())
                .credentials(user, password)
                .passwordGuard(guard);
    }

    private IsapiClient keep(IsapiClient client) {
        clients.add(client);
        return client;
    }

    /** Device and client clocks go on together. */
    private void pass(Duration time) {
        now = now.plus(time);
        device.advance(time);
    }

    /** The same device with this password; its nonces are gone. */
    private void restart(String password, boolean countFromHere) throws Exception {
        List<RecordedRequest> before = terminal.requests();
        int port = terminal.port();
        int wrong = terminal.refusedPasswords();
        terminal.close();
        if (countFromHere) {
            terminal = simulator(port, password);
            wrongBefore = 0;
        } else {
            terminal.start();
            assertThat(terminal.requests()).hasSameSizeAs(before);
            assertThat(terminal.refusedPasswords()).isEqualTo(wrong);
        }
    }

    private void somebodyElseFails(int times) {
        for (int i = 0; i < times; i++) {
            try (IsapiClient other = IsapiClient.builder()
                    .host("127.0.0.1")
                    .port(terminal.port())
                    .credentials("admin", "guess-" + i)
                    .build()) {
                tries(1, () -> other.system().time());
            }
        }
        terminal.clearRequests();
        wrongBefore = terminal.refusedPasswords() - (wrongPasswordsSeen() - times);
    }

    private DeviceSimulator simulator(int port, String password) throws Exception {
        return DeviceSimulator.builder()
                .port(port)
                .credentials("admin", password)
                .profile(profile)
                .device(device)
                .start();
    }

    interface Situation {
        void play(WrongPasswordWorld world) throws Exception;
    }
}
