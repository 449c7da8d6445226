package dev.rollcall.agent.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.agent.testing.AgentHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The zip that people unpack: what is in it, and that its start script starts the agent whatever it finds. */
@DisabledOnOs(OS.WINDOWS)
class DistributionIT {

    private static final Path ZIP = Path.of("target", "rollcall-agent.zip").toAbsolutePath();
    private static final Path RUNTIME = Path.of("target", "runtime").toAbsolutePath();
    private static final Pattern LIBRARY = Pattern.compile("META-INF/maven/([^/]+)/([^/]+)/pom.properties");

    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void unpack() throws IOException {
        Shell.needs(ZIP);
        home = unpackInto(folder.resolve("it has blanks"));
    }

    @Test
    void zip_hasWhatItSays() {
        for (String name : List.of(
                "bin/rollcall-agent.cmd",
                "lib/sync-agent.jar",
                "windows/rollcall-agent-service.exe",
                "windows/commons-daemon-LICENSE.txt",
                "service/systemd/rollcall-agent.service",
                "service/launchd/dev.rollcall.agent.plist",
                "service/windows/rollcall-agent-task.xml",
                "service/pm2/ecosystem.config.js",
                "docs/install-the-agent.md",
                "docs/for-hr.md",
                "LICENSE",
                "NOTICE",
                "THIRD-PARTY.txt",
                "README.txt")) {
            assertThat(home.resolve(name)).isNotEmptyFile();
        }
        assertThat(home.resolve("lib/sync-agent.jar")).hasSameBinaryContentAs(Path.of("target", "sync-agent.jar"));
    }

    @Test
    void startScript_mayBeRun() throws Exception {
        Shell.needs("unzip");

        assertThat(Shell.run("unzip", "-Z", ZIP.toString(), "rollcall-agent/bin/rollcall-agent")
                        .said())
                .startsWith("-rwxr-xr-x");
    }

    @Test
    void everyLibraryOfTheJar_isNamedWithItsLicence() throws IOException {
        String named = Files.readString(home.resolve("THIRD-PARTY.txt"));
        TreeSet<String> missing = new TreeSet<>();
        try (ZipFile jar = new ZipFile(home.resolve("lib/sync-agent.jar").toFile())) {
            jar.stream().map(ZipEntry::getName).map(LIBRARY::matcher).forEach(entry -> {
                boolean ours = !entry.matches() || entry.group(1).equals("dev.rollcall");
                if (!ours && !(named.contains(entry.group(1) + ":") && named.contains(entry.group(2)))) {
                    missing.add(entry.group(1) + ":" + entry.group(2));
                }
            });
        }

        assertThat(missing).isEmpty();
    }

    @Test
    void machineWithNothingButAJre_isEnough() throws Exception {
        assumeTrue(Files.exists(RUNTIME), "needs the trimmed Java");
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Map<String, String> nothing = Map.of("PATH", empty.toString(), "JAVA_HOME", RUNTIME.toString());
        AgentHome agent = new AgentHome(folder).device("front", 9, "p");

        Shell.Result version = Shell.run(nothing, "/bin/sh", script(), "--version");
        assertThat(version.said()).startsWith("sync-agent ");
        assertThat(version.code()).isZero();
        Shell.Result status =
                Shell.run(nothing, "/bin/sh", script(), "--config", agent.file().toString(), "status");
        assertThat(status.said()).contains("TERMINAL", "front", "never-read");
        assertThat(runsUntilReady(nothing, agent.file())).isTrue();
    }

    @Test
    void withoutAnyJava_itSaysWhatToDo() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        Shell.Result result = Shell.run(Map.of("PATH", empty.toString()), "/bin/sh", script(), "run");

        assertThat(result.code()).isEqualTo(2);
        assertThat(result.said()).contains("Install a Java runtime, 17 or newer");
    }

    @Test
    void script_isFoundThroughALink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("agent"), Path.of(script()));

        assertThat(Shell.run("/bin/sh", link.toString(), "--version").said()).startsWith("sync-agent ");
    }

    @Test
    void archive_isMadeAtTheFirstRun_used_andMadeAnewAfterAnUpgrade() throws Exception {
        Path archive = home.resolve("cache/agent.jsa");
        Path config = new AgentHome(folder).device("front", 9, "p").file();
        assertThat(runsUntilReady(environment(), config)).isTrue();
        FileTime made = Files.getLastModifiedTime(archive);
        assertThat(runsUntilReady(environment(), config)).isTrue();
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);

        Files.setLastModifiedTime(
                home.resolve("lib/sync-agent.jar"),
                FileTime.from(made.toInstant().plusSeconds(5)));
        assertThat(runsUntilReady(environment(), config)).isTrue();
        assertThat(Files.getLastModifiedTime(archive)).isGreaterThanOrEqualTo(made);
    }

    @Test
    void archive_thatIsDamaged_orCannotBeMade_keepsNothingFromStarting() throws Exception {
        Path config = new AgentHome(folder).device("front", 9, "p").file();
        Files.createDirectories(home.resolve("cache"));
        Files.writeString(home.resolve("cache/agent.jsa"), "no archive");
        Files.setLastModifiedTime(
                home.resolve("cache/agent.jsa"),
                FileTime.from(Files.getLastModifiedTime(home.resolve("lib/sync-agent.jar"))
                        .toInstant()
                        .plusSeconds(5)));
        assertThat(Shell.run(environment(), "/bin/sh", script(), "--version").said())
                .startsWith("sync-agent ");

        Map<String, String> noFolder = new HashMap<>(environment());
        noFolder.put("CACHE_DIRECTORY", config + "/cannot/be");
        assertThat(runsUntilReady(noFolder, config)).isTrue();
    }

    /** A new version is unpacked over the old one. */
    @Test
    void upgrade_keepsConfigurationJournalAndQueue() throws Exception {
        Path config = new AgentHome(home).device("front", 9, "p").file();
        Shell.run(environment(), "/bin/sh", script(), "--config", config.toString(), "sync");
        Path journal = home.resolve("data/journal.db");
        assertThat(journal).exists();
        byte[] before = Files.readAllBytes(config);
        long size = Files.size(journal);
        unpackInto(folder.resolve("it has blanks"));

        assertThat(config).hasBinaryContent(before);
        assertThat(Files.size(journal)).isEqualTo(size);
        assertThat(Shell.run(environment(), "/bin/sh", script(), "--config", config.toString(), "status")
                        .said())
                .contains("TERMINAL", "front", "127.0.0.1:9");
    }

    @Test
    void serviceFiles_areTakenByThePlatformsOwnTools() throws Exception {
        Shell.needs("python3", "node");
        String plist = home.resolve("service/launchd/dev.rollcall.agent.plist").toString();
        Shell.Result mac = Shell.run(
                "python3",
                "-c",
                "import plistlib,sys; p=plistlib.load(open(sys.argv[1],'rb')); print(p['Label'],p['KeepAlive'],p['Umask'])",
                plist);
        assertThat(mac.said().strip()).isEqualTo("dev.rollcall.agent True 63");
        Shell.Result pm2 = Shell.run(
                "node",
                "-p",
                "const a=require(process.argv[1]).apps[0]; [a.name,a.interpreter,a.args.length].join()",
                home.resolve("service/pm2/ecosystem.config.js").toString());
        assertThat(pm2.said().strip()).isEqualTo("rollcall-agent,none,3");
    }

    private boolean runsUntilReady(Map<String, String> environment, Path config) throws Exception {
        Path said = folder.resolve("said");
        Process process = Shell.builder(environment, "/bin/sh", script(), "--config", config.toString(), "run")
                .redirectOutput(said.toFile())
                .start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readString(said).contains("Running: ") || !process.isAlive());
            return process.isAlive();
        } finally {
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    private static Map<String, String> environment() {
        return Map.of("PATH", System.getenv("PATH"), "JAVA_HOME", System.getProperty("java.home"));
    }

    private String script() {
        return home.resolve("bin/rollcall-agent").toString();
    }

    private static Path unpackInto(Path target) throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                Path file = target.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.deleteIfExists(file);
                    Files.copy(zip.getInputStream(entry), file);
                }
            }
        }
        Path home = target.resolve("rollcall-agent");
        Files.setPosixFilePermissions(home.resolve("bin/rollcall-agent"), PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }
}
