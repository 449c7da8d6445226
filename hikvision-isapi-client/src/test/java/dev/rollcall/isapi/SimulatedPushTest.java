package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import dev.rollcall.isapi.discovery.DeviceDiscovery;
import dev.rollcall.isapi.discovery.DiscoveredDevice;
import dev.rollcall.isapi.notification.EventStream;
import dev.rollcall.isapi.notification.HostChange;
import dev.rollcall.isapi.notification.HostChange.Difference;
import dev.rollcall.isapi.notification.HostChange.Done;
import dev.rollcall.isapi.notification.HostChange.Refused;
import dev.rollcall.isapi.notification.HostSlot;
import dev.rollcall.isapi.notification.ListenerTarget;
import dev.rollcall.isapi.notification.ListeningHost;
import dev.rollcall.isapi.notification.NotificationBody;
import dev.rollcall.isapi.notification.NotificationParser;
import dev.rollcall.isapi.notification.ReplaceForeign;
import dev.rollcall.isapi.notification.StreamItem;
import dev.rollcall.isapi.notification.StreamItem.Notified;
import dev.rollcall.isapi.notification.StreamTimeouts;
import dev.rollcall.isapi.notification.Subscription;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Discovery;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.Person;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Listening hosts, streams and discovery against simulated terminals, which share no class with the client. */
@Execution(ExecutionMode.CONCURRENT)
final class SimulatedPushTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void install_makesASimulatedTerminalPost() throws Exception {
        BlockingQueue<NotificationBody> posted = new LinkedBlockingQueue<>();
        HttpServer listener = listener(posted);
        try (DeviceSimulator terminal = terminal(FirmwareProfile.K1T341CMFW);
                IsapiClient client = client(terminal)) {
            HostChange change = client.notification()
                    .installListeningHost(
                            target(listener.getAddress().getPort()).build(),
                            HostSlot.holding("tok-1234"),
                            ReplaceForeign.NEVER);
            assertThat(change).isInstanceOf(Done.class);
            terminal.device().punch("7", 75);
            NotificationBody body = posted.poll(20, TimeUnit.SECONDS);
            assertThat(body).isNotNull();
            assertThat(body.unreadable()).isEmpty();
            assertThat(body.events())
                    .anySatisfy(event ->
                            assertThat(event.accessEvent().employeeNo()).isEqualTo("7"));
        } finally {
            listener.stop(0);
        }
    }

    @Test
    void install_worksOnEveryProfileAndTellsWhatWasNotKept() throws Exception {
        for (FirmwareProfile profile : FirmwareProfile.all()) {
            try (DeviceSimulator terminal = terminal(profile);
                    IsapiClient client = client(terminal)) {
                List<ListeningHost> before = client.notification().listeningHosts();
                String id = before.stream()
                        .filter(ListeningHost::free)
                        .findFirst()
                        .orElseThrow()
                        .id();
                HostChange change = client.notification()
                        .installListeningHost(target(8099).build(), HostSlot.numbered(id), ReplaceForeign.NEVER);
                assertThat(change).as(profile.name()).isInstanceOf(Done.class);
                List<ListeningHost> after = client.notification().listeningHosts();
                for (ListeningHost host : before) {
                    if (!host.id().equals(id)) {
                        assertThat(after).as(profile.name()).contains(host);
                    }
                }
                assertThat(after).anySatisfy(host -> assertThat(host.portNo()).isEqualTo(8099));
                boolean forgetsUrls = profile == FirmwareProfile.K1A340FWX;
                assertThat(((Done) change).differences())
                        .as(profile.name())
                        .extracting(Difference::field)
                        .isEqualTo(forgetsUrls ? List.of("url") : List.of());
            }
        }
    }

    @Test
    void install_leavesTheVendorsSlotOfAnOldModelAlone() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.K1A8503MF);
                IsapiClient client = client(terminal)) {
            HostChange taken = client.notification()
                    .installListeningHost(target(8099).build(), HostSlot.numbered("1"), ReplaceForeign.NEVER);
            assertThat(taken)
                    .isInstanceOfSatisfying(
                            Refused.class, refused -> assertThat(refused.why()).isEqualTo(Refused.Why.SLOT_TAKEN));
            HostChange lowPort = client.notification()
                    .installListeningHost(target(443).build(), HostSlot.holding("tok-1234"), ReplaceForeign.NEVER);
            assertThat(lowPort)
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.why()).isEqualTo(Refused.Why.TARGET_IMPOSSIBLE));
            HostChange change = client.notification()
                    .installListeningHost(target(8099).build(), HostSlot.holding("tok-1234"), ReplaceForeign.NEVER);
            assertThat(((Done) change).host().id()).isEqualTo("2");
            assertThat(client.notification().listeningHosts().get(0).protocolType())
                    .isEqualTo("EHome");
        }
    }

    @Test
    void alertStream_replaysThenTellsNewEventsAndHasOnePlace() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.K1T342MWX_V3);
                IsapiClient client = client(terminal)) {
            terminal.device().punch("7", 75);
            terminal.device().punch("8", 75);
            try (EventStream stream = client.notification().alertStream()) {
                assertThat(next(stream).replayed()).isTrue();
                assertThat(next(stream).replayed()).isTrue();
                IsapiException.Unavailable busy = catchThrowableOfType(
                        IsapiException.Unavailable.class,
                        () -> client.notification()
                                .alertStream(new StreamTimeouts(Duration.ofSeconds(2), Duration.ofSeconds(20))));
                assertThat(busy.advisedWait()).isPresent();
                terminal.device().punch("9", 75);
                Notified live = next(stream);
                assertThat(live.replayed()).isFalse();
                assertThat(live.notification().accessEvent().employeeNo()).isEqualTo("9");
                assertThat(client.system().deviceInfo().model()).isNotBlank();
            }
        }
    }

    @Test
    void subscribe_givesHeartbeatsAndEvents() throws Exception {
        try (DeviceSimulator terminal = terminal(FirmwareProfile.K1A340FWX);
                IsapiClient client = client(terminal);
                EventStream stream = client.notification()
                        .subscribe(
                                Subscription.builder()
                                        .heartbeat(Duration.ofSeconds(1))
                                        .build(),
                                StreamTimeouts.DEFAULT)) {
            List<StreamItem> items = new ArrayList<>();
            assertTimeoutPreemptively(LIMIT, () -> {
                while (items.stream().noneMatch(StreamItem.Heartbeat.class::isInstance)) {
                    items.add(stream.next());
                }
            });
            assertThat(items)
                    .noneMatch(StreamItem.Unreadable.class::isInstance)
                    .noneMatch(StreamItem.Ended.class::isInstance);
        }
    }

    @ParameterizedTest
    @EnumSource(Discovery.Form.class)
    void search_findsASimulatedTerminalWhateverItsAnswerLooksLike(Discovery.Form form) throws Exception {
        Discovery discovery = Discovery.onLoopback(freePort()).withForm(form);
        try (DeviceSimulator terminal =
                DeviceSimulator.builder().discovery(discovery).start()) {
            List<DiscoveredDevice> found = DeviceDiscovery.builder()
                    .interfaces(List.of(discovery.network()))
                    .localAddress(InetAddress.getLoopbackAddress())
                    .localPort(0)
                    .port(discovery.group().getPort())
                    .duration(Duration.ofMillis(1200))
                    .probeInterval(Duration.ofMillis(200))
                    .build()
                    .search();
            assertThat(found).hasSize(1);
            assertThat(found.get(0).macAddress()).isEqualTo("02:00:00:00:00:01");
            assertThat(found.get(0).httpPort()).isEqualTo(terminal.port());
        }
    }

    private static Notified next(EventStream stream) {
        return assertTimeoutPreemptively(LIMIT, () -> {
            StreamItem item = stream.next();
            while (!(item instanceof Notified)) {
                assertThat(item).isNotInstanceOfAny(StreamItem.Ended.class, StreamItem.Unreadable.class);
                item = stream.next();
            }
            return (Notified) item;
        });
    }

    private static HttpServer listener(BlockingQueue<NotificationBody> posted) throws Exception {
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/hook/tok-1234", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            posted.add(NotificationParser.parse(exchange.getRequestHeaders().getFirst("Content-Type"), body));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        listener.start();
        return listener;
    }

    private static ListenerTarget.Builder target(int port) {
        return ListenerTarget.builder()
                .host("127.0.0.1")
                .allowLoopback()
                .port(port)
                .path("/hook/tok-1234");
    }

    private static DeviceSimulator terminal(FirmwareProfile profile) throws Exception {
        DeviceSimulator terminal = DeviceSimulator.builder()
                .credentials("admin", "correct-horse")
                .profile(profile)
                .start();
        for (String employeeNo : List.of("7", "8", "9")) {
            terminal.device().addPerson(Person.of(employeeNo, "Somebody"));
        }
        return terminal;
    }

    private static IsapiClient client(DeviceSimulator terminal) {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(terminal.port())
                .credentials("admin", "correct-horse")
                .build();
    }

    private static int freePort() throws Exception {
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }
}
