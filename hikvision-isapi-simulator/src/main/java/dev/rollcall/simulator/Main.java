package dev.rollcall.simulator;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Runs a simulated terminal until the process is ended. Prints one line, {@code listening on http://127.0.0.1:PORT}, once
 * it can be asked. Exit codes: 1 the port cannot be bound, 2 wrong arguments.
 */
@Command(
        name = "hikvision-isapi-simulator",
        mixinStandardHelpOptions = true,
        version = "hikvision-isapi-simulator 0.1",
        description = "Simulates a Hikvision access terminal, on the loopback address unless told otherwise.")
public final class Main implements Callable<Integer> {
    private static final String PASSWORD_VARIABLE = "ROLLCALL_SIM_PASSWORD";

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "0 takes a free port. Default ${DEFAULT-VALUE}.")
    private int port;

    @Option(names = "--user", paramLabel = "USER", defaultValue = "admin", description = "Default ${DEFAULT-VALUE}.")
    private String user = "admin";

    @Option(names = "--password", paramLabel = "PW", description = "Or in the environment: " + PASSWORD_VARIABLE + ".")
    private @Nullable String password;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            defaultValue = "GENERIC",
            completionCandidates = ProfileNames.class,
            description = "The firmware to imitate: ${COMPLETION-CANDIDATES}. Default ${DEFAULT-VALUE}.")
    private String profile = "GENERIC";

    @Option(
            names = "--serial",
            paramLabel = "SERIAL",
            defaultValue = "FX0000001",
            description = "The nine characters of the short serial. Default ${DEFAULT-VALUE}.")
    private String serial = "FX0000001";

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many past events the log holds at the start.")
    private int events;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same events.")
    private long seed;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            defaultValue = "UTC",
            description = "The device's zone, as Asia/Colombo. Default ${DEFAULT-VALUE}.")
    private String zone = "UTC";

    @Option(
            names = "--latency",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Milliseconds every answer takes.")
    private long latency;

    @Option(names = "--push-to", paramLabel = "URL", description = "Where every new event is posted to.")
    private @Nullable URI pushTo;

    @Option(
            names = "--replay",
            paramLabel = "FILE",
            description = "A captured AcsEvent answer to serve instead of the log.")
    private @Nullable Path replay;

    @Option(
            names = "--live-every",
            paramLabel = "MS",
            defaultValue = "0",
            description = "Milliseconds between new punches; 0 for none. Default ${DEFAULT-VALUE}.")
    private long liveEvery;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many past working days the log holds at the start, in the place of --events.")
    private int days;

    @Option(names = "--https", description = "HTTPS with a self-signed certificate, whose SHA-256 is printed.")
    private boolean https;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "Listen on this address; whoever reaches it reaches the simulator. Default ${DEFAULT-VALUE}.")
    private String bind = "127.0.0.1";

    @Option(
            names = "--sadp",
            paramLabel = "INTERFACE",
            description = "Answer the vendor's search tool on this network interface, as lo or eth0.")
    private @Nullable String sadp;

    @Option(
            names = "--sadp-port",
            paramLabel = "PORT",
            defaultValue = "37020",
            description = "Listen for the search tool on this UDP port. Default ${DEFAULT-VALUE}, the vendor's.")
    private int sadpPort = Discovery.PORT;

    @Option(
            names = "--reboot-time",
            paramLabel = "MS",
            defaultValue = "1000",
            description = "Milliseconds a reboot takes. Default ${DEFAULT-VALUE}.")
    private long rebootTime;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        DeviceSimulator simulator = simulator();
        PrintWriter out = line().getOut();
        try {
            simulator.start();
        } catch (DiscoveryResponder.NotHeard e) {
            line().getErr().println(e.getMessage() + "; choose another --sadp interface or --sadp-port");
            return 1;
        } catch (IOException e) {
            line().getErr()
                    .println("cannot listen on " + bind + ":" + port + " (" + e.getMessage()
                            + "); choose another --port, or 0 for a free one, or another --bind");
            return 1;
        }
        out.println("listening on " + simulator.url());
        simulator.certificate().ifPresent(shown -> out.println("certificate sha256 " + shown.fingerprint()));
        out.flush();
        punchOnAndOn(simulator.device());
        new CountDownLatch(1).await();
        return 0;
    }

    private DeviceSimulator simulator() {
        FirmwareProfile firmware = firmware();
        SimulatedDevice device = device(firmware);
        DeviceSimulator.Builder builder = DeviceSimulator.builder()
                .port((int) inRange("--port", port, 65_535))
                .credentials(user, password())
                .profile(firmware)
                .device(device)
                .host(address())
                .rebootTime(Duration.ofMillis(inRange("--reboot-time", rebootTime, 3_600_000)))
                .latency(Duration.ofMillis(inRange("--latency", latency, 3_600_000)));
        inRange("--live-every", liveEvery, 86_400_000);
        if (https) {
            builder.https();
        }
        if (sadp != null) {
            builder.discovery(Discovery.on(network(sadp), (int) inRange("--sadp-port", sadpPort, 1, 65_535)));
        }
        if (replay != null) {
            builder.replay(page(replay));
        }
        if (pushTo != null) {
            builder.pushTo(receiver(pushTo));
        }
        return builder.build();
    }

    private URI receiver(URI address) {
        if (address.getHost() == null || !List.of("http", "https").contains(address.getScheme())) {
            throw wrong("--push-to must be a whole http:// or https:// address, got " + address);
        }
        return address;
    }

    private SimulatedDevice device(FirmwareProfile firmware) {
        try {
            SimulatedDevice device = SimulatedDevice.builder()
                    .identityOf(firmware)
                    .shortSerial(serial)
                    .zone(ZoneId.of(zone))
                    .people(DayMix.staff())
                    .build();
            inRange("--days", days, 3_660);
            if (days > 0) {
                LocalDate first = device.now().toLocalDate().minusDays(days);
                WorkingDays.of(seed, device).events(first, days).forEach(device::log);
            } else {
                device.seed(seed, (int) inRange("--events", events, 10_000_000));
            }
            return device;
        } catch (DateTimeException e) {
            throw wrong("--zone must name a time zone, as Asia/Colombo or +05:30, got \"" + zone + "\"");
        } catch (IllegalArgumentException e) {
            throw wrong("--serial: " + e.getMessage());
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(bind);
        } catch (UnknownHostException e) {
            throw wrong("--bind must be an address of this machine, got \"" + bind + "\"");
        }
    }

    private NetworkInterface network(String name) {
        try {
            NetworkInterface found = NetworkInterface.getByName(name);
            if (found != null) {
                return found;
            }
        } catch (SocketException e) {
            throw wrong("--sadp: the network interfaces cannot be listed (" + e.getMessage() + ")");
        }
        throw wrong("--sadp must name a network interface of this machine, as lo or eth0, got \"" + name + "\"");
    }

    private FirmwareProfile firmware() {
        return FirmwareProfile.named(profile)
                .orElseThrow(() -> wrong("--profile \"" + profile + "\" is unknown; known are "
                        + FirmwareProfile.all().stream()
                                .map(FirmwareProfile::name)
                                .collect(Collectors.joining(", "))));
    }

    private String password() {
        String given = password == null ? System.getenv(PASSWORD_VARIABLE) : password;
        if (given == null || given.isEmpty()) {
            throw wrong("a password is needed: give --password or set " + PASSWORD_VARIABLE);
        }
        return given;
    }

    private ReplayedPage page(Path file) {
        try {
            return ReplayedPage.read(file);
        } catch (IOException e) {
            throw wrong("--replay: cannot read " + file + " (" + e.getMessage() + ")");
        }
    }

    private void punchOnAndOn(SimulatedDevice device) {
        if (liveEvery == 0) {
            return;
        }
        ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "simulator-people");
            thread.setDaemon(true);
            return thread;
        });
        Random random = new Random(seed);
        var unused = clockwork.scheduleAtFixedRate(
                () -> {
                    List<Person> people = device.people();
                    device.punch(people.get(random.nextInt(people.size())), 75);
                    device.door(21);
                    device.door(22);
                },
                liveEvery,
                liveEvery,
                TimeUnit.MILLISECONDS);
    }

    private long inRange(String option, long value, long max) {
        return inRange(option, value, 0, max);
    }

    private long inRange(String option, long value, long min, long max) {
        if (value < min || value > max) {
            throw wrong(option + " must lie between " + min + " and " + max + ", got " + value);
        }
        return value;
    }

    private ParameterException wrong(String message) {
        return new ParameterException(line(), message);
    }

    private CommandLine line() {
        return spec == null ? new CommandLine(this) : spec.commandLine();
    }

    /** The names that {@code --help} lists. */
    private static final class ProfileNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return FirmwareProfile.all().stream().map(FirmwareProfile::name).iterator();
        }
    }
}
