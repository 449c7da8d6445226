package dev.rollcall.agent.doctor;

import static dev.rollcall.agent.doctor.DoctorWorld.NIMAL;
import static dev.rollcall.agent.doctor.DoctorWorld.PASSWORD;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.health.AgentClock;
import dev.rollcall.agent.health.StatusReader;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.journal.JournalProof;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.FakeReceiver;
import dev.rollcall.agent.testing.StubReceiver.Scripted;
import dev.rollcall.agent.wiring.View;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.isapi.IsapiClient;
import dev.rollcall.simulator.Account;
import dev.rollcall.simulator.FirmwareProfile;
import dev.rollcall.simulator.FormatFaults;
import dev.rollcall.simulator.LoginLock;
import dev.rollcall.simulator.LoginTraits;
import dev.rollcall.simulator.StoragePolicy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One fault for each check of the catalogue. */
final class DoctorFaults {

    private static final Map<Check, Fault> FAULTS = new EnumMap<>(Check.class);
    private static final List<Finding> ASK_THE_DOCTOR = List.of();

    static {
        agent();
        receiver();
        way();
        account();
        terminal();
        push();
    }

    private DoctorFaults() {}

    /** Breaks something. */
    interface Fault {

        /** Returns what was judged of it, where no command can show it; empty if the doctor is to be called. */
        List<Finding> in(DoctorWorld world) throws Exception;
    }

    /** Breaks something that the doctor is then to find. */
    private interface Broken {
        void in(DoctorWorld world) throws Exception;
    }

    static @Nullable Fault of(Check check) {
        return FAULTS.get(check);
    }

    private static void shown(Check check, Broken broken) {
        judged(check, world -> {
            broken.in(world);
            return ASK_THE_DOCTOR;
        });
    }

    private static void judged(Check check, Fault fault) {
        FAULTS.put(check, fault);
    }

    private static void agent() {
        shown(Check.CONFIGURATION, world -> world.home.with("hoursBack: many"));
        shown(Check.SECRET_FILES, world -> rights(world.home.file(), "rw-r--r--"));
        shown(Check.DATA_FOLDER, world -> Files.writeString(world.home.data(), "in the way"));
        shown(Check.DATA_FOLDER_RIGHTS, world -> rights(Files.createDirectory(world.home.data()), "rwxr-xr-x"));
        judged(Check.DISK_SPACE, world -> {
            world.run("sync");
            AgentConfig full = withFreeBytes(world.config(), Long.MAX_VALUE);
            return judged(full, new View(full).status(), null);
        });
        shown(Check.DISK_PLACE, world -> world.moveTo("Dropbox"));
        shown(Check.JOURNAL, world -> {
            world.terminal.device().punch(NIMAL, 75);
            world.run("sync");
            sql(world, "update event set employee_no = '666'");
        });
        shown(Check.JOURNAL_SET_ASIDE, world -> {
            world.run("sync");
            Files.writeString(world.home.data().resolve("journal.db.damaged-20261123"), "");
        });
        shown(Check.SCHEDULE, world -> world.home.with("schedule: \"0 0 30 2 *\""));
        shown(Check.SCHEDULE_RARE, world -> world.home.with("schedule: \"0 0 1 * *\""));
        shown(Check.DAEMON, world -> {});
        judged(Check.COMPUTER_CLOCK, world -> {
            Instant here = Instant.parse("2026-11-23T10:00:00Z");
            ReceiverAnswer answer = new ReceiverAnswer(
                    200,
                    null,
                    false,
                    null,
                    null,
                    null,
                    null,
                    "1",
                    List.of(),
                    new ReceiverAnswer.Clocks(here, here.plusSeconds(7200)));
            return judged(world.config(), new View(world.config()).status(), AgentClock.measured(answer));
        });
        judged(Check.OUTBOX_AGE, world -> {
            world.terminal.device().punch(NIMAL, 75);
            world.receiver.answerAlwaysWith(Scripted.status(503));
            world.run("sync");
            return judged(world.config(), later(world, Duration.ofHours(3)), null);
        });
        shown(Check.REJECTED, world -> {
            world.terminal.device().punch(NIMAL, 75);
            world.receiver.reject(event -> true);
            world.run("sync");
        });
        shown(Check.NOT_UNDERSTOOD, world -> {
            world.terminal.device().punch(NIMAL, 75);
            world.terminal.enqueueFault(
                    FormatFaults.withoutField("time").onPath("/AcsEvent").forever());
            world.run("sync");
            world.terminal.clearFaults();
        });
        shown(Check.ALARMS, world -> {
            world.run("sync");
            try (SqliteStore store = world.store()) {
                store.journal().raise("test", "front", "Something was noticed", Instant.now());
            }
        });
    }

    private static void receiver() {
        shown(Check.RECEIVER_NAME, world -> elsewhere(world, "http://nowhere.invalid"));
        shown(Check.RECEIVER_PLAIN_HTTP, world -> elsewhere(world, "http://nowhere.invalid"));
        shown(Check.RECEIVER_REACHABLE, world -> world.receiver.close());
        shown(
                Check.RECEIVER_PROXY,
                world -> world.environment.put("ROLLCALL_RECEIVER_PROXY", "http://nowhere.invalid:3128"));
        shown(Check.RECEIVER_TLS, world -> {
            world.terminal(terminal -> terminal.https());
            elsewhere(world, "https://127.0.0.1:" + world.terminal.port());
        });
        shown(Check.RECEIVER_SERVICE, world -> elsewhere(world, "http://127.0.0.1:" + world.terminal.port()));
        shown(Check.RECEIVER_TROUBLE, world -> world.receiver.answerAlwaysWith(Scripted.status(503)));
        shown(Check.RECEIVER_TOKEN, world -> world.home.token("rc_agent_unknown"));
        judged(Check.RECEIVER_VERSION, world -> {
            ReceiverChecks checks = new ReceiverChecks(
                    new Versioned("1.7.2"),
                    () -> FakeReceiver.status(200),
                    world.config().receiver(),
                    "1.6.9");
            checks.examine();
            return checks.found();
        });
    }

    private static void way() {
        shown(Check.DEVICE_NAME, world -> world.environment.put("ROLLCALL_DEVICES_0_HOST", "nowhere.invalid"));
        shown(Check.DEVICE_REACHABLE, world -> {
            ServerSocket silent = world.keep(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
            world.environment.put("ROLLCALL_DEVICES_0_PORT", Integer.toString(silent.getLocalPort()));
            world.environment.put("ROLLCALL_TIMEOUTS_DEVICE_READ", "200ms");
        });
        shown(Check.DEVICE_PORT, world -> world.terminal.close());
        shown(Check.DEVICE_TLS, world -> {
            world.terminal(terminal -> terminal.https().tlsVersions("TLSv1"));
            world.environment.put("ROLLCALL_DEVICES_0_TLS", "on");
        });
        shown(Check.DEVICE_CERTIFICATE, world -> {
            world.terminal(terminal -> terminal.https());
            world.environment.put("ROLLCALL_DEVICES_0_TLS", "on");
        });
        shown(
                Check.DEVICE_SERVICE,
                world -> world.environment.put(
                        "ROLLCALL_DEVICES_0_PORT",
                        Integer.toString(world.receiver.url().getPort())));
        shown(
                Check.DEVICE_BUSY,
                world -> world.terminal.enqueueFault(
                        dev.rollcall.simulator.Fault.deviceBusy().forever()));
        shown(Check.DEVICE_ACTIVATED, world -> world.terminal.device().setActivated(false));
        shown(
                Check.DEVICE_LOGIN,
                world -> world.terminal(terminal -> terminal.profile(FirmwareProfile.GENERIC.toBuilder("NO_DIGEST")
                        .with(LoginTraits.DIGEST, LoginTraits.DigestOffer.NONE)
                        .with(LoginTraits.BASIC, LoginTraits.BasicOffer.OWN_HEADER)
                        .build())));
        shown(Check.DEVICE_HTTPS, world -> {});
        shown(Check.DEVICE_LEGACY_TLS, world -> {
            world.terminal(terminal -> terminal.https());
            world.home = new dev.rollcall.agent.testing.AgentHome(
                            world.home.file().getParent())
                    .receiver(world.receiver.url())
                    .device("front", world.terminal.port(), PASSWORD, fingerprint(world))
                    .deviceSetting("front", "legacyTls: true");
        });
        judged(Check.DEVICE_PUBLIC_ADDRESS, world -> {
            Findings found = new Findings("front");
            new KnownChecks(world.config().devices().get(0), found)
                    .address(InetAddress.getByAddress(new byte[] {8, 8, 8, 8}));
            return found.all();
        });
    }

    private static void account() {
        shown(Check.DEVICE_PASSWORD, world -> world.home = world.home("wrong"));
        shown(Check.DEVICE_PASSWORD_WITHHELD, world -> {
            world.home = world.home("wrong");
            world.run("sync");
            world.run("sync");
        });
        shown(Check.DEVICE_LOCKED, world -> {
            world.terminal.device().setLoginLock(new LoginLock(true, 1, Duration.ofMinutes(30)));
            world.home = world.home("wrong");
            world.run("sync");
            world.run("sync");
        });
        shown(Check.DEVICE_TWICE, world -> {
            world.home.device("back", world.terminal.port(), PASSWORD);
            world.environment.put("ROLLCALL_DEVICES_1_HOST", "localhost");
        });
        shown(
                Check.DEVICE_RIGHTS,
                world -> world.terminal.enqueueFault(dev.rollcall.simulator.Fault.lowPrivilege()
                        .onPath("/AcsEventTotalNum")
                        .forever()));
        shown(
                Check.DEVICE_ROLE,
                world -> world.terminal(terminal -> terminal.account(Account.operator("viewer", "another-1", "/"))));
        shown(
                Check.DEVICE_WEAK_PASSWORD,
                world -> world.terminal.enqueueFault(dev.rollcall.simulator.Fault.status(
                                200,
                                "application/xml",
                                "<userCheck><statusValue>200</statusValue><isRiskPassword>true</isRiskPassword></userCheck>")
                        .onPath("/userCheck")
                        .forever()));
    }

    private static void terminal() {
        shown(
                Check.DEVICE_FIRMWARE,
                world -> world.terminal(terminal -> terminal.device(DoctorWorld.device()
                        .model("DS-K1T341AM")
                        .firmware("V3.2.29")
                        .build())));
        shown(Check.DEVICE_CLOCK, world -> world.terminal.device().advance(Duration.ofMinutes(5)));
        shown(Check.DEVICE_ZONE, world -> world.environment.put("ROLLCALL_DEVICES_0_ZONE", "Europe/Berlin"));
        shown(Check.DEVICE_NTP, world -> {
            try (IsapiClient client = client(world)) {
                client.system().setTime(Instant.now());
            }
        });
        shown(Check.DEVICE_RING, world -> {
            world.terminal(terminal -> terminal.profile(FirmwareProfile.GENERIC.toBuilder("SMALL")
                            .maxPosition(20)
                            .build())
                    .device(DoctorWorld.device().ringCapacity(20).build()));
            for (int i = 0; i < 19; i++) {
                world.terminal.device().punch(NIMAL, 75);
            }
        });
        shown(
                Check.DEVICE_STORAGE,
                world -> world.terminal.device().memory().keep(StoragePolicy.regular(Duration.ofDays(1))));
        shown(Check.DEVICE_GAPS, world -> {
            punch(world, 3);
            world.run("sync");
            punch(world, 3);
            world.terminal.device().memory().delete(serial -> serial == 5);
            world.run("sync");
        });
        shown(Check.DEVICE_NEVER_READ, world -> {});
        shown(Check.DEVICE_LAST_READ, world -> {
            world.run("sync");
            world.terminal.enqueueFault(
                    dev.rollcall.simulator.Fault.deviceBusy().forever());
            world.run("sync");
            world.terminal.clearFaults();
        });
    }

    private static void push() {
        shown(Check.DEVICE_PUSH_MISSING, world -> world.home.with("listen:\n  port: 8099"));
        shown(Check.DEVICE_PUSH_NOWHERE, world -> world.terminal.pushTo(URI.create("http://0.0.0.0:80/api/hook")));
        shown(Check.DEVICE_PUSH_FOREIGN, world -> world.terminal.pushTo(URI.create("http://127.0.0.1:9/other")));
    }

    private static void punch(DoctorWorld world, int times) {
        for (int i = 0; i < times; i++) {
            world.terminal.device().punch(NIMAL, 75);
        }
        world.terminal.device().advance(Duration.ofSeconds(2));
    }

    private static IsapiClient client(DoctorWorld world) {
        return IsapiClient.builder()
                .host("127.0.0.1")
                .port(world.terminal.port())
                .credentials("admin", PASSWORD)
                .build();
    }

    private static String fingerprint(DoctorWorld world) {
        return world.terminal.certificate().orElseThrow().fingerprint();
    }

    private static void elsewhere(DoctorWorld world, String url) {
        world.environment.put("ROLLCALL_RECEIVER_URL", url);
        world.environment.put("ROLLCALL_RECEIVER_ALLOW_INSECURE", "true");
    }

    private static void rights(Path path, String rights) throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(rights));
    }

    private static void sql(DoctorWorld world, String statement) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + world.journal());
                Statement changing = connection.createStatement()) {
            changing.executeUpdate(statement);
        }
    }

    private static List<Finding> judged(AgentConfig config, StatusReport status, @Nullable AgentClock clock) {
        return new AgentChecks(config, status, Instant.now()).examine(new JournalProof(0, 0, List.of()), clock);
    }

    private static StatusReport later(DoctorWorld world, Duration by) throws Exception {
        try (SqliteStore store = SqliteStore.openReadOnly(world.journal())) {
            StatusReader.Situation situation =
                    new StatusReader.Situation(Instant.now().plus(by), "test", false);
            return new StatusReader(world.config(), situation)
                    .read(store.facts(), store.history(), store.commands(), store.pushes());
        }
    }

    private static AgentConfig withFreeBytes(AgentConfig config, long bytes) {
        AgentConfig.Keep keep = config.keep();
        return new AgentConfig(
                config.receiver(),
                config.schedule(),
                config.overlap(),
                config.dataDir(),
                config.heartbeatEvery(),
                config.devices(),
                config.limits(),
                config.timeouts(),
                config.pace(),
                config.warnings(),
                new AgentConfig.Keep(
                        keep.keep(), bytes, keep.verifyRows(), keep.pruneRows(), keep.stepPause(), keep.roundPause()),
                config.commands(),
                config.busy(),
                config.live(),
                config.listen(),
                config.monitor(),
                config.log(),
                config.verify());
    }

    /** A receiver of another version. */
    private record Versioned(String version) implements Receiver {

        @Override
        public ReceiverAnswer publish(BatchMessage batch) {
            return reach();
        }

        @Override
        public ReceiverAnswer heartbeat(HeartbeatMessage heartbeat) {
            return reach();
        }

        @Override
        public ReceiverAnswer reach() {
            return new ReceiverAnswer(200, null, false, null, null, null, null, version);
        }
    }
}
