package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.blackbox.Site.Result;
import dev.rollcall.oracle.Truth;
import dev.rollcall.simulator.SimulatedDevice;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rows A9, A12, K1, K5, O1, O4, O9, C1, C2 and C4: what lies on the agent's disk, and what its clock and zone say. */
@Execution(ExecutionMode.CONCURRENT)
class DiskFaultsIT {

    private static final int PUNCHES = 8;
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    @TempDir
    private Path folder;

    @Test
    void A9_journalOfAnOlderVersion_isMigratedWithItsOutbox() throws IOException, InterruptedException, SQLException {
        SimulatedDevice device = OldJournal.device();
        try (Site site = Site.in(folder, device)) {
            OldJournal.putInto(site.agent().dataDir());
            TreeMap<String, Long> expected = OldJournal.waiting();
            assertThat(expected).isNotEmpty();

            Result sync = site.sync();

            assertThat(sync.exitCode()).as(sync.text()).isZero();
            expected.putAll(Truth.deliverable(device));
            assertThat(Truth.ofReceiver(site.receiver().ledger().events(device.shortSerial())))
                    .isEqualTo(expected);
        }
    }

    @Test
    void A9_journalOfANewerVersion_isRefusedWithWords_andLeftAsItWas()
            throws IOException, InterruptedException, SQLException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.syncInside();
            Path journal = site.agent().dataDir().resolve("journal.db");
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + journal);
                    Statement statement = connection.createStatement()) {
                statement.execute("pragma user_version = 99");
            }
            byte[] before = Files.readAllBytes(journal);

            Result sync = site.sync();

            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(1);
            assertThat(sync.text()).contains("written by a newer agent", "version 99", "Start that newer agent");
            assertThat(Files.readAllBytes(journal)).isEqualTo(before);
        }
    }

    @Test
    void A12_halfWrittenConfiguration_isRefusedWithWords_andTheJournalIsLeftAsItWas()
            throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.syncInside();
            Path journal = site.agent().dataDir().resolve("journal.db");
            byte[] before = Files.readAllBytes(journal);
            Path configuration = site.agent().configuration();
            String whole = Files.readString(configuration);

            for (int length : new int[] {0, whole.indexOf("schedule") + 11, whole.length() - 30}) {
                Files.writeString(configuration, whole.substring(0, length));
                Result sync = site.sync();
                assertThat(sync.exitCode()).as(sync.text()).isEqualTo(2);
                assertThat(sync.text()).contains("in the configuration").doesNotContain("Exception");
            }
            Files.delete(configuration);
            assertThat(site.sync().text()).contains("agent.yaml", "--config FILE");

            assertThat(Files.readAllBytes(journal)).isEqualTo(before);
            Files.writeString(configuration, whole);
            site.syncInside();
            site.assertExactlyOnce();
        }
    }

    @Test
    void K1_diskWithoutRoom_stopsSafely_saysSo_andHealsOnceThereIsRoom() throws IOException, InterruptedException {
        assumeFalse(WINDOWS, "no limit of file sizes is to be had here");
        try (Site site = Site.in(folder, 900)) {
            Result sync = Site.resultOf(site.agent()
                    .startUnder(List.of("bash", "-c", "ulimit -f 400; exec \"$@\"", "bash"), Map.of(), "sync"));

            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(1);
            assertThat(sync.text()).contains("journal", "cannot be used").containsAnyOf("disk", "room", "space");

            Result healed = site.sync();
            assertThat(healed.exitCode()).as(healed.text()).isZero();
            site.assertExactlyOnce();
        }
    }

    @Test
    void K5_folderThatMayNotBeWritten_isNamedAtTheStart() throws IOException, InterruptedException {
        assumeFalse(WINDOWS, "rights of folders are other ones here");
        boolean root = System.getProperty("user.name").equals("root");
        assumeTrue(!root || Site.has("setpriv"), "setpriv is absent, and root may write everywhere");
        List<String> somebody =
                root ? List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups") : List.of();
        try (Site site = Site.in(folder, PUNCHES)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path dataDir = Files.createDirectory(site.agent().dataDir());
            Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("r-xr-xr-x"));

            Result sync = Site.resultOf(site.agent().startUnder(somebody, Map.of(), "sync"));

            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(1);
            assertThat(sync.text()).contains("agent-data", "written").doesNotContain("\tat ");
            Files.setPosixFilePermissions(dataDir, PosixFilePermissions.fromString("rwxr-xr-x"));
            site.syncInside();
            site.assertExactlyOnce();
        }
    }

    /** What the old agent left, and a terminal whose log goes on after it. */
    static final class OldJournal {

        private static final String SCRIPT = "journal-1.sql";
        private static final int NEWEST_SERIAL = 30;

        private OldJournal() {}

        static SimulatedDevice device() {
            SimulatedDevice device = SimulatedDevice.builder()
                    .shortSerial("OLD000001")
                    .zone(java.time.ZoneId.of("Asia/Colombo"))
                    .build();
            device.seed(1, 1);
            device.clearLog();
            device.memory().continueAt(NEWEST_SERIAL + 1);
            Site.punch(device, 4);
            return device;
        }

        static void putInto(Path dataDir) throws IOException, SQLException {
            Files.createDirectories(dataDir);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + dataDir.resolve("journal.db"));
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate(script());
            }
        }

        /** What it had not delivered. */
        static TreeMap<String, Long> waiting() throws IOException, SQLException {
            TreeMap<String, Long> lines = new TreeMap<>();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
                    Statement statement = connection.createStatement()) {
                statement.executeUpdate(script());
                try (ResultSet rows = statement.executeQuery("select e.serial_no, e.wall_clock, e.major, e.minor,"
                        + " coalesce(e.employee_no, '') from event e join outbox o on o.event = e.seq"
                        + " where o.state = 'waiting'")) {
                    while (rows.next()) {
                        lines.put(
                                Truth.line(
                                        rows.getLong(1),
                                        java.time.LocalDateTime.parse(rows.getString(2)),
                                        rows.getInt(3),
                                        rows.getInt(4),
                                        rows.getString(5)),
                                1L);
                    }
                }
            }
            return lines;
        }

        private static String script() throws IOException {
            try (InputStream stream = Objects.requireNonNull(DiskFaultsIT.class.getResourceAsStream(SCRIPT), SCRIPT)) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
