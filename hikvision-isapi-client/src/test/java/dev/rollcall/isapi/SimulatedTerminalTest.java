package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventPages;
import dev.rollcall.isapi.access.EventQuery;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.system.DeviceInfo;
import dev.rollcall.isapi.system.DeviceTime;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Fault;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.RecordedRequest;
import dev.rollcall.simulator.SearchTraits;
import dev.rollcall.simulator.SimulatedDevice;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client against the house's own simulated terminals, which share no code with it. */
@Execution(ExecutionMode.CONCURRENT)
final class SimulatedTerminalTest {

    private static final EventQuery ALL = EventQuery.builder().build();

    static List<FirmwareProfile> profiles() {
        return FirmwareProfile.all().stream()
                .filter(profile -> profile.get(SearchTraits.SUPPORTED))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("profiles")
    void events_readsEveryEventOfEveryFirmware(FirmwareProfile profile) throws Exception {
        try (DeviceSimulator terminal = terminal(profile, 95);
                IsapiClient client = client(terminal).build()) {
            Set<Long> serials = new TreeSet<>();
            EventQuery query = EventQuery.builder().edgeRereads(true).build();
            for (EventPage page : client.access().events(query)) {
                assertThat(page.unreadable()).isEmpty();
                assertThat(page.shifted()).isFalse();
                page.records().forEach(record -> serials.add(record.serialNo()));
            }
            assertThat(serials).hasSize(95);
            assertThat(terminal.refusedPasswords()).isZero();
        }
    }

    @Test
    void events_costOneRoundTripPerPageInSteadyState() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, 300);
                IsapiClient client = client(terminal).build()) {
            List<EventPage> pages = new ArrayList<>();
            client.access().events(ALL).forEachRemaining(pages::add);
            assertThat(pages).hasSize(10);
            assertThat(terminal.requests()).hasSize(11);
            terminal.clearRequests();
            client.access().events(ALL).forEachRemaining(page -> {});
            assertThat(terminal.requests()).hasSize(10).allMatch(RecordedRequest::authorized);
        }
    }

    @Test
    void events_learnHowOftenANonceServes() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.K1T342MWX, 300);
                IsapiClient client = client(terminal).build()) {
            client.access().events(ALL).forEachRemaining(page -> {});
            terminal.clearRequests();
            client.access().events(ALL).forEachRemaining(page -> {});
            assertThat(terminal.requests().stream().filter(RecordedRequest::authorized))
                    .as("no spent nonce is presented any more")
                    .hasSize(10)
                    .allMatch(request -> request.status() == 200);
        }
    }

    @Test
    void call_survivesAStaleNonce() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, 1);
                IsapiClient client = client(terminal).build()) {
            client.system().time();
            terminal.enqueueFault(Fault.staleNonce());
            terminal.clearRequests();
            client.system().time();
            assertThat(terminal.requests()).extracting(RecordedRequest::status).containsExactly(401, 200);
        }
    }

    @Test
    void call_neverLocksTheAccountWithAWrongPassword() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, 1);
                IsapiClient client =
                        client(terminal).credentials("admin", "wrong-one").build()) {
            for (int i = 0; i < 12; i++) {
                assertThatThrownBy(() -> client.access().events(ALL).next())
                        .isInstanceOf(IsapiException.Unauthorized.class);
            }
            assertThat(terminal.refusedPasswords()).isEqualTo(2);
            assertThat(terminal.locked()).isFalse();
        }
    }

    @Test
    void call_presentsAChangedPasswordTwiceAtMostAfterGoodService() throws Exception {
        try (DeviceSimulator right = terminal(FirmwareProfile.GENERIC, 1);
                IsapiClient client = client(right).build()) {
            client.system().time();
            for (int i = 0; i < 6; i++) {
                right.enqueueFault(Fault.status(
                        401, "application/xml", "<userCheck><retryLoginTime>4</retryLoginTime></userCheck>"));
            }
            right.clearRequests();
            for (int i = 0; i < 4; i++) {
                assertThatThrownBy(() -> client.system().time()).isInstanceOf(IsapiException.Unauthorized.class);
            }
            assertThat(right.requests().stream().filter(RecordedRequest::authorized))
                    .hasSize(2);
        }
    }

    @Test
    void call_saysUnavailableWhenTheConnectionIsCut() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, 40);
                IsapiClient client = client(terminal).build()) {
            EventPages pages = client.access().events(ALL);
            pages.next();
            List<Fault> cuts = List.of(Fault.closeWithinBody(20), Fault.wrongContentLength(50), Fault.deviceBusy());
            for (Fault cut : cuts) {
                terminal.enqueueFault(cut);
                assertThatThrownBy(pages::next).as(cut.toString()).isInstanceOf(IsapiException.Unavailable.class);
            }
            assertThat(pages.next().records()).hasSize(10);
        }
    }

    @Test
    void call_saysUnexpectedForForeignAndBrokenBodies() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, 40);
                IsapiClient client = client(terminal).build()) {
            for (Fault fault : List.of(Fault.htmlPage(), Fault.emptyOk(), Fault.truncatedBody(60))) {
                terminal.enqueueFault(fault);
                assertThatThrownBy(() -> client.access().events(ALL).next())
                        .as(fault.toString())
                        .isInstanceOf(IsapiException.UnexpectedResponse.class);
            }
        }
    }

    @Test
    void call_saysUnavailableWhenNobodyListens() throws Exception {
        int port;
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, 0)) {
            port = terminal.port();
        }
        try (IsapiClient client = IsapiClient.builder()
                .host("127.0.0.1")
                .port(port)
                .credentials("a", "b")
                .build()) {
            assertThatThrownBy(() -> client.system().deviceInfo())
                    .isInstanceOf(IsapiException.Unavailable.class)
                    .hasMessageContaining("127.0.0.1:" + port);
        }
    }

    @Test
    void call_endsAtItsTimeout() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, 0);
                IsapiClient client =
                        client(terminal).readTimeout(Duration.ofMillis(100)).build()) {
            client.system().time();
            terminal.enqueueFault(Fault.delay(Duration.ofSeconds(2)));
            assertThatThrownBy(() -> client.system().time()).isInstanceOf(IsapiException.Unavailable.class);
        }
    }

    @Test
    void call_refusesAnAnswerOverTheBound() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, 40);
                IsapiClient client = client(terminal).maxBodyBytes(1024).build()) {
            assertThatThrownBy(() -> client.access().events(ALL).next())
                    .isInstanceOfSatisfying(IsapiException.UnexpectedResponse.class, e -> {
                        assertThat(e).hasMessageContaining("maxBodyBytes");
                        assertThat(e.body().size()).isEqualTo(1025);
                    });
        }
    }

    @Test
    void call_endsWhenItsThreadIsInterrupted() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                IsapiClient client = IsapiClient.builder()
                        .host("127.0.0.1")
                        .port(silent.getLocalPort())
                        .credentials("admin", "x")
                        .build()) {
            CompletableFuture<Boolean> flag = new CompletableFuture<>();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread caller = new Thread(() -> {
                thrown.set(catchThrowable(() -> client.system().time()));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            caller.start();
            try (Socket inFlight = silent.accept()) {
                assertThat(inFlight.getInputStream().read()).isEqualTo('G');
                caller.interrupt();
                assertThat(flag.get(5, TimeUnit.SECONDS))
                        .as("the flag stays set")
                        .isTrue();
            }
            assertThat(thrown.get())
                    .isInstanceOf(IsapiException.Unavailable.class)
                    .hasMessageContaining("interrupted");
        }
    }

    @Test
    void close_endsACallInFlight() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            IsapiClient client = IsapiClient.builder()
                    .host("127.0.0.1")
                    .port(silent.getLocalPort())
                    .credentials("admin", "x")
                    .build();
            CompletableFuture<Throwable> thrown = CompletableFuture.supplyAsync(
                    () -> catchThrowable(() -> client.system().time()));
            try (Socket inFlight = silent.accept()) {
                assertThat(inFlight.getInputStream().read()).isEqualTo('G');
                client.close();
                assertThat(thrown.get(5, TimeUnit.SECONDS)).isInstanceOf(IsapiException.Unavailable.class);
            }
        }
    }

    @Test
    void deviceInfo_readsWhatTheTerminalSays() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.K1A340FWX, 0);
                IsapiClient client = client(terminal).build()) {
            DeviceInfo info = client.system().deviceInfo();
            assertThat(info.model()).isEqualTo("DS-K1A340FWX");
            assertThat(info.firmwareVersion()).isEqualTo("V1.2.7");
            assertThat(info.serialNumber()).endsWith(terminal.device().shortSerial());
        }
    }

    @Test
    void time_readsClockOffsetAndZone() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, 0);
                IsapiClient client = client(terminal).build()) {
            DeviceTime time = client.system().time();
            assertThat(time.offset()).isEqualTo(ZoneOffset.ofHoursMinutes(5, 30));
            assertThat(time.zoneRules().getOffset(time.localTime())).isEqualTo(time.offset());
            assertThat(Duration.between(terminal.device().now().toLocalDateTime(), time.localTime())
                            .abs())
                    .isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void countEvents_agreesWithTheRing() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.K1A340FWX, 123);
                IsapiClient client = client(terminal).build()) {
            assertThat(client.access().countEvents(ALL)).isEqualTo(123);
            assertThat(client.access().eventCapabilities().maxResults()).isEqualTo(30);
        }
        try (DeviceSimulator terminal = terminal(FirmwareProfile.K1T8003MF, 3);
                IsapiClient client = client(terminal).build()) {
            assertThatThrownBy(() -> client.access().countEvents(ALL)).isInstanceOf(IsapiException.Unsupported.class);
        }
    }

    @Test
    void call_isOneAtATimeForManyThreads() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.GENERIC, 60);
                IsapiClient client = client(terminal).build()) {
            client.system().time();
            terminal.clearRequests();
            List<CompletableFuture<Integer>> readers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                readers.add(CompletableFuture.supplyAsync(() -> {
                    List<EventRecord> found = new ArrayList<>();
                    client.access().events(ALL).forEachRemaining(page -> found.addAll(page.records()));
                    return found.size();
                }));
            }
            for (CompletableFuture<Integer> reader : readers) {
                assertThat(reader.get(20, TimeUnit.SECONDS)).isEqualTo(60);
            }
            assertThat(terminal.requests()).hasSize(16).allMatch(request -> request.status() == 200);
        }
    }

    private static DeviceSimulator terminal(FirmwareProfile profile, int events) throws Exception {
        SimulatedDevice device = SimulatedDevice.builder()
                .identityOf(profile)
                .zone(ZoneId.of("Asia/Colombo"))
                .build();
        device.seed(7, events);
        return DeviceSimulator.builder()
                .credentials("admin", "right-one")
                .profile(profile)
                .device(device)
                .start();
    }

    private static IsapiClient.Builder client(DeviceSimulator terminal) {
        return IsapiClient.builder().host("127.0.0.1").port(terminal.port()).credentials("admin", "right-one");
    }
}
