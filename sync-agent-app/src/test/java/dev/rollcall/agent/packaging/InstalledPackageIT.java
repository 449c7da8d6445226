package dev.rollcall.agent.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.agent.testing.StubReceiver;
import dev.rollcall.simulator.DeviceSimulator;
import dev.rollcall.simulator.Person;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The Debian package really installed, configured, run as its account, upgraded and removed. It changes the computer, and undoes
 * that, so it is asked for: {@code -Drollcall.install=true}, as root, where no agent is installed.
 */
@EnabledIfSystemProperty(named = "rollcall.install", matches = "true")
class InstalledPackageIT {

    private static final String AGENT = "rollcall-agent";
    private static final String PASSWORD = "canary-device-password";
    private static final Person NIMAL = Person.of("00012", "Nimal");
    private static final Path CONFIG = Path.of("/etc/rollcall-agent");
    private static final Path DATA = Path.of("/var/lib/rollcall-agent");

    @TempDir
    private Path folder;

    private StubReceiver receiver;
    private DeviceSimulator terminal;

    @BeforeEach
    void install() throws Exception {
        Shell.needs(DebianPackageIT.PACKAGE);
        Shell.needs("dpkg", "dpkg-deb", "runuser");
        assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
        assumeTrue(!Files.exists(CONFIG) && !Files.exists(DATA), "an agent is installed here");
        receiver = new StubReceiver();
        terminal = DeviceSimulator.builder().credentials("admin", PASSWORD).start();
        terminal.device().punch(NIMAL, 75);
        ok("dpkg", "-i", DebianPackageIT.PACKAGE.toString());
    }

    @AfterEach
    void undo() throws Exception {
        if (terminal == null) {
            return;
        }
        terminal.close();
        receiver.close();
        Shell.run("dpkg", "--purge", AGENT);
        Shell.run("sh", "-c", "rm -rf /etc/rollcall-agent /var/lib/rollcall-agent /var/cache/rollcall-agent");
        Shell.run("userdel", AGENT);
        Shell.run("groupdel", AGENT);
    }

    @Test
    void package_isInstalled_configured_run_upgraded_andRemoved_andKeepsWhatMatters() throws Exception {
        assertThat(Path.of("/var/cache/rollcall-agent/agent.jsa")).exists();
        configure();
        ok(AGENT, "doctor");
        Shell.Result service = Shell.run(AGENT, "service", "install");
        assertThat(service.said()).contains("Installed");
        runsAsItsAccount_andDelivers(1);

        Path newer = newerPackage();
        ok("dpkg", "-i", newer.toString());
        assertThat(Shell.run("dpkg-query", "-W", "-f", "${Version}", AGENT).said())
                .startsWith("99");
        assertKept();
        terminal.device().punch(NIMAL, 75);
        runsAsItsAccount_andDelivers(2);

        ok("dpkg", "-r", AGENT);
        assertThat(Path.of("/usr/lib/rollcall-agent")).doesNotExist();
        assertThat(Path.of("/usr/bin/rollcall-agent")).doesNotExist();
        assertThat(Path.of("/var/cache/rollcall-agent")).doesNotExist();
        assertThat(Path.of("/etc/systemd/system/multi-user.target.wants/rollcall-agent.service"))
                .doesNotExist();
        assertKept();

        ok("dpkg", "-i", DebianPackageIT.PACKAGE.toString());
        assertThat(ok(AGENT, "sync")).contains("0 delivered, 0 waiting").contains("0 new");
        assertThat(receiver.stored()).hasSize(2);
    }

    private void configure() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);
        Path token = Files.writeString(folder.resolve("token"), StubReceiver.TOKEN);
        ok(
                AGENT,
                "init",
                "--device-host",
                "127.0.0.1:" + terminal.port(),
                "--device-password-file",
                password.toString(),
                "--receiver-url",
                receiver.url().toString(),
                "--receiver-token-file",
                token.toString());
        assertThat(rights(CONFIG.resolve("agent.yaml"))).isEqualTo("root:rollcall-agent rw-r-----");
        assertThat(rights(CONFIG.resolve("secrets"))).isEqualTo("root:root rwx------");
        assertThat(rights(CONFIG.resolve("secrets/front-door.password"))).isEqualTo("root:root rw-------");
        assertThat(rights(DATA.resolve("journal.db"))).startsWith("rollcall-agent:rollcall-agent ");
        assertThat(Files.readString(CONFIG.resolve("agent.yaml"))).contains("dataDir: /var/lib/rollcall-agent");
    }

    /** What the unit starts, as whom it starts it, with its secrets handed over and its cache named as systemd does. */
    private void runsAsItsAccount_andDelivers(int events) throws Exception {
        String unit = Files.readString(Path.of("/usr/lib/systemd/system/rollcall-agent.service"));
        String command = unit.lines()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow()
                .substring("ExecStart=".length());
        Path copies = handOver();
        List<String> line = new ArrayList<>(List.of(
                "runuser",
                "-u",
                AGENT,
                "--",
                "env",
                "-i",
                "PATH=/usr/bin:/bin",
                "MALLOC_ARENA_MAX=1",
                "CREDENTIALS_DIRECTORY=" + copies,
                "CACHE_DIRECTORY=/var/cache/rollcall-agent"));
        line.addAll(List.of(command.split(" ")));
        Path said = folder.resolve("said");
        Process process = new ProcessBuilder(line)
                .directory(DATA.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(receiver.stored())
                            .as(Files.readString(said))
                            .hasSize(events));
            assertThat(Shell.run("ps", "-o", "user:20=", "-C", "java").said()).contains(AGENT);
            assertThat(ok(AGENT, "status")).contains("running");
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.waitFor(30, TimeUnit.SECONDS);
            Shell.run("rm", "-rf", copies.toString());
        }
    }

    private static Path handOver() throws Exception {
        Path copies = Files.createTempDirectory(Path.of("/run"), "rollcall-test");
        Shell.run(
                "sh",
                "-c",
                "for f in /etc/rollcall-agent/secrets/*; do install -o rollcall-agent -m 0400 $f " + copies
                        + "/secrets_${f##*/}; done; chown rollcall-agent " + copies);
        return copies;
    }

    private void assertKept() throws IOException {
        assertThat(CONFIG.resolve("agent.yaml")).isNotEmptyFile();
        assertThat(CONFIG.resolve("secrets/receiver-token")).hasContent(StubReceiver.TOKEN);
        assertThat(DATA.resolve("journal.db")).isNotEmptyFile();
    }

    private Path newerPackage() throws Exception {
        Path content = folder.resolve("content");
        ok("dpkg-deb", "-R", DebianPackageIT.PACKAGE.toString(), content.toString());
        ok(
                "sed",
                "-i",
                "s/^Version: .*/Version: 99/",
                content.resolve("DEBIAN/control").toString());
        Path newer = folder.resolve("newer.deb");
        ok("dpkg-deb", "-Zgzip", "-z1", "-b", content.toString(), newer.toString());
        return newer;
    }

    private static String rights(Path path) throws Exception {
        return Shell.run("stat", "-c", "%U:%G", path.toString()).said().strip() + " "
                + PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static String ok(String... command) throws Exception {
        Shell.Result result = Shell.run(command);
        assertThat(result.code())
                .as(String.join(" ", command) + "\n" + result.said())
                .isZero();
        return result.said();
    }
}
