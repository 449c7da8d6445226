package dev.rollcall.simulator;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What exists only while a device is on: its server, its logins, its pushes, its streams. Safe for use by several threads. */
final class PoweredDevice implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Authentication authentication;
    private final PushDesk pushes;
    private final StreamDesk streams;
    private final @Nullable DiscoveryResponder responder;

    private PoweredDevice(SimulatorSettings settings, Power power, Surroundings around, Runnable reboot)
            throws IOException {
        SimulatedDevice device = settings.device();
        FirmwareProfile profile = settings.profile();
        device.memory().runs(profile);
        this.authentication = new Authentication(settings.accounts(), device, profile);
        this.pushes = new PushDesk(device, profile, settings.push(), around.pushFaults());
        this.streams = new StreamDesk(device, profile);
        this.server =
                KeptPort.bound(power.port(), port -> server(new InetSocketAddress(settings.host(), port), power.tls()));
        this.threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "simulator-" + device.shortSerial());
            thread.setDaemon(true);
            return thread;
        });
        Arrivals arrivals = new Arrivals(threads);
        server.setExecutor(arrivals);
        Latency latency = new Latency(around.latency(), arrivals, closing);
        FrontDoor.Builder door =
                new FrontDoor.Builder(authentication, device, profile, around.faults(), around.log(), latency, closing);
        server.createContext("/", door.build(endpoints(settings, reboot)));
        this.responder = responder(settings, power.tls() != null);
    }

    /**
     * Switches a device on.
     *
     * @param reboot what happens when a client asks for a restart
     * @throws IOException if the port cannot be bound
     */
    static PoweredDevice on(SimulatorSettings settings, Power power, Surroundings around, Runnable reboot)
            throws IOException {
        // Without it every small answer waits for a delayed ACK; read once, when the server class is first used.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        PoweredDevice on = new PoweredDevice(settings, power, around, reboot);
        on.pushes.pause(power.pushPaused());
        on.server.start();
        on.pushes.start(power.pushArmed());
        return on;
    }

    int port() {
        return server.getAddress().getPort();
    }

    Authentication authentication() {
        return authentication;
    }

    PushDesk pushes() {
        return pushes;
    }

    StreamDesk streams() {
        return streams;
    }

    @Override
    public void close() {
        if (responder != null) {
            responder.close();
        }
        pushes.close();
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private static HttpServer server(InetSocketAddress address, @Nullable Tls tls) throws IOException {
        if (tls == null) {
            return HttpServer.create(address, 0);
        }
        HttpsServer server = HttpsServer.create(address, 0);
        server.setHttpsConfigurator(tls.configurator());
        return server;
    }

    private List<Endpoint> endpoints(SimulatorSettings settings, Runnable reboot) {
        SimulatedDevice device = settings.device();
        FirmwareProfile profile = settings.profile();
        ReplayedPage replay = settings.replay();
        HostList hosts = new HostList(device, profile);
        List<Endpoint> endpoints = new ArrayList<>(List.of(
                new DeviceInfoEndpoint(device, profile),
                new TimeEndpoint(device, profile),
                new UserCheckEndpoint(profile),
                new CapabilitiesEndpoint(profile),
                replay == null ? new AcsEventSearch(device, profile) : new ReplayEndpoint(replay),
                new EventCount(device, profile),
                new PictureEndpoint(profile),
                new HostsEndpoint(hosts, profile, pushes),
                new HostEndpoint(hosts, profile, pushes, settings.push().timeout())));
        endpoints.addAll(SystemResources.endpoints(device, profile, reboot));
        endpoints.addAll(SecurityResources.endpoints(device, profile, settings.accounts()));
        endpoints.addAll(AccessResources.endpoints(device, profile));
        endpoints.addAll(AttendanceResources.endpoints(device, profile));
        endpoints.addAll(PeopleResources.endpoints(device, profile));
        endpoints.addAll(
                new StreamEndpoints(streams, device, profile, settings.push().pictures()).endpoints());
        return endpoints;
    }

    private @Nullable DiscoveryResponder responder(SimulatorSettings settings, boolean secure) throws IOException {
        Discovery discovery = settings.discovery();
        if (discovery == null) {
            return null;
        }
        String address = settings.host().isAnyLocalAddress()
                ? "192.0.0.64"
                : settings.host().getHostAddress();
        DiscoveryReply.Ports ports = new DiscoveryReply.Ports(address, secure ? 0 : port(), secure ? port() : 0);
        try {
            return DiscoveryResponder.start(
                    discovery,
                    new DiscoveryReply(settings.device(), discovery.form(), ports),
                    settings.device().shortSerial());
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /**
     * How it is switched on this time.
     *
     * @param port 0 for a free one
     * @param tls null for plain HTTP
     * @param pushArmed whether receivers set earlier get pushes without being set again
     */
    record Power(int port, @Nullable Tls tls, boolean pushArmed, boolean pushPaused) {}

    /** What outlives the power. */
    record Surroundings(FaultScript faults, Queue<PushFault> pushFaults, RequestLog log, Supplier<Duration> latency) {}
}
