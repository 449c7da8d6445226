package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.RecordedRequest;
import dev.rollcall.simulator.SimulatedDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One terminal whose password can change, and the clients that talk to it. */
final class WrongPasswordWorld implements AutoCloseable {

    static final String RIGHT = "right-one";
    static final String WRONG = "wrong-one";

    private final FirmwareProfile profile;
    private final SimulatedDevice device;
    private final List<IsapiClient> clients = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private PasswordGuard guard = PasswordGuard.inMemory(() -> now);
    private DeviceSimulator terminal;
    private int wrongBefore;

    WrongPasswordWorld(FirmwareProfile profile) throws Exception {
        this.profile = profile;
        device = SimulatedDevice.builder().identityOf(profile).build();
        device.seed(7, 70);
        terminal = simulator(0, RIGHT);
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

    void hammer(IsapiClient client) {
        tries(1, () -> client.system().time());
        tries(1, () -> firstPage(client));
        tries(1, () -> client.system().deviceInfo());
        tries(1, () -> client.access().countEvents(EventQuery.builder().build()));
        tries(1, () -> client.access().eventCapabilities());
        tries(5, () -> client.system().time());
    }

    void tries(int times, Runnable call) {
        for (int i = 0; i < times; i++) {
            Throwable thrown = catchThrowable(call::run);
            assertThat(thrown == null || thrown instanceof IsapiException)
                    .as("an IsapiException at most, not %s", thrown)
                    .isTrue();
        }
    }

    void parallel(int threads, Consumer<Integer> call) throws Exception {
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

    Object firstPage(IsapiClient client) {
        return client.access().events(EventQuery.builder().build()).next();
    }

    IsapiClient proven() {
        IsapiClient client = client("admin", RIGHT);
        client.system().time();
        return client;
    }

    IsapiClient client(String user, String password) {
        return keep(builder(user, password).build());
    }

    IsapiClient.Builder builder(String user, String password) {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(terminal.port())
                .credentials(user, password)
                .passwordGuard(guard);
    }

    IsapiClient keep(IsapiClient client) {
        clients.add(client);
        return client;
    }

    /** As after a restart of the program with a corrected configuration. */
    void newGuard() {
        guard = PasswordGuard.inMemory(() -> now);
    }

    /** How long the terminal thinks about each answer. */
    void setLatency(Duration latency) {
        terminal.setLatency(latency);
    }

    /** Device and client clocks go on together. */
    void pass(Duration time) {
        now = now.plus(time);
        device.advance(time);
    }

    /** The same device with this password; its nonces are gone. */
    void restart(String password, boolean countFromHere) throws Exception {
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

    void somebodyElseFails(int times) {
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
}
