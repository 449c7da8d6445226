package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.blackbox.Site.Result;
import dev.rollcall.house.JarProcess;
import dev.rollcall.oracle.Ledger;
import dev.rollcall.oracle.WireFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Rows O1, O4, O8, O9, C1, C2 and C4: what people do to the agent, and what clocks do. */
@Execution(ExecutionMode.CONCURRENT)
class OperatorFaultsIT {

    private static final int PUNCHES = 8;

    @TempDir
    private Path folder;

    @Test
    void O1_wrongSettings_areAllNamedAtOnce_withKeyValueAndRemedy() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            Files.writeString(site.agent().configuration(), """
                    receiver:
                      url: https:attendance.example.com
                      token: rc_agent_secret_canary
                    schedule: every hour
                    zone: Mars/Olympus
                    dataDir: agent-data
                    hoursBack: 5 hours
                    spelling: wrong
                    timeouts:
                      deviceRead: 5parsecs
                    devices:
                      - name: front
                        host: http://192.168.1.200
                        port: 99999
                        username: admin
                        password: device_secret_canary
                        zone: Asia/Colombbo
                      - name: front
                        host: 192.168.1.201
                        username: admin
                    """);

            Result sync = site.sync();

            assertThat(sync.exitCode()).as(sync.text()).isEqualTo(2);
            assertThat(sync.text())
                    .contains("receiver.url", "https:attendance.example.com", "Two slashes")
                    .contains("schedule", "every hour", "five cron fields")
                    .contains("zone", "Mars/Olympus")
                    .contains("hoursBack", "5 hours")
                    .contains("spelling", "unknown key")
                    .contains("timeouts.deviceRead", "5parsecs")
                    .contains("devices[0].host", "no http://")
                    .contains("devices[0].port", "99999")
                    .contains("devices[0].zone", "Asia/Colombbo")
                    .contains("devices[1].name", "rename one")
                    .contains("devices[1].password")
                    .doesNotContain("secret_canary");
            assertThat(site.receiver().calls()).isEmpty();
            assertThat(site.terminal().requests()).isEmpty();
        }
    }

    @Test
    void O4_deletedJournal_isBuiltAgain_andNothingIsThereTwice() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.syncInside();
            delete(site.agent().dataDir());
            Site.punch(site.device(), 3);

            Result sync = site.sync();

            assertThat(sync.exitCode()).as(sync.text()).isZero();
            assertThat(site.receiver().ledger().batches().stream()
                            .map(Ledger.Batch::agent)
                            .collect(Collectors.toSet()))
                    .as("a new agent introduces itself")
                    .hasSize(2);
            assertThat(site.status().path("waiting").asInt()).isZero();
            site.assertExactlyOnce();
        }
    }

    @Test
    void O8_backfillOfTenYears_ofAWrongDevice_andTwice_doublesNothing_andIsBounded()
            throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.syncInside();
            String tenYearsAgo = LocalDate.now(ZoneOffset.UTC).minusYears(10).toString();
            int sent = site.receiver().batchCalls().size();
            int asked = site.terminal().requests().size();

            for (int time = 0; time < 2; time++) {
                Result backfill = site.run("backfill", "--from", tenYearsAgo, "--device", "front");
                assertThat(backfill.exitCode()).as(backfill.text()).isZero();
            }
            Result wrong = site.run("backfill", "--from", tenYearsAgo, "--device", "kitchen");

            assertThat(wrong.exitCode()).as(wrong.text()).isEqualTo(2);
            assertThat(wrong.text()).contains("No device is called 'kitchen'", "front");
            assertThat(site.terminal().requests().size() - asked)
                    .as("empty years are not walked through week by week")
                    .isLessThan(200);
            assertThat(site.receiver().batchCalls()).as("nothing is sent again").hasSize(sent);
            assertThat(site.status().path("devices").path(0).path("backfills")).isEmpty();
            site.assertExactlyOnce();
        }
    }

    @Test
    void O9_cronOfSixFieldsOrNonsense_isRefused_andOneThatNeverComesStillReadsAtStart()
            throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            String good = Files.readString(site.agent().configuration());
            for (String cron : List.of("* * * * * *", "*/0 * * * *")) {
                Files.writeString(site.agent().configuration(), good.replace("\"* * * * *\"", '"' + cron + '"'));
                Result run = site.run("run");
                assertThat(run.exitCode()).as(cron + ": " + run.text()).isEqualTo(2);
                assertThat(run.text()).contains("schedule", cron, "five cron fields");
            }
            Files.writeString(site.agent().configuration(), good.replace("\"* * * * *\"", "\"0 0 30 2 *\""));
            try (JarProcess run = site.agent().start("run")) {
                site.awaitDelivery(run);
                assertThat(run.complained()).containsIgnoringCase("never");
            }
            site.assertExactlyOnce();
        }
    }

    @Test
    void C1_clocksFarAway_loseNothing_andAreNamed() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.receiver().always(WireFault.datedAt(Instant.parse("2099-01-01T00:00:00Z")));
            Result farFuture = site.sync();
            assertThat(farFuture.exitCode()).as(farFuture.text()).isZero();
            assertThat(farFuture.text()).contains("clock", "NTP");

            site.device().loseClock(Instant.parse("2038-01-19T03:14:06Z"));
            Site.punch(site.device(), 2);
            site.receiver().always(WireFault.datedAt(Instant.parse("1970-01-02T00:00:00Z")));
            Result past = site.sync();
            assertThat(past.exitCode()).as(past.text()).isZero();
            assertThat(site.run("status").text()).contains("clock", "NTP");
            site.assertExactlyOnce();
        }
    }

    @Test
    void C2_clockThatJumpsBackAnHourADayAndFiveYears_losesNothing() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.syncInside();
            for (Duration back : List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(5 * 365))) {
                site.device().advance(back.negated());
                site.receiver().always(WireFault.datedAt(Instant.now().minus(back)));
                Site.punch(site.device(), 2);
                Result sync = site.sync();
                assertThat(sync.exitCode()).as(back + ": " + sync.text()).isZero();
            }
            site.assertExactlyOnce();
        }
    }

    @Test
    void C4_daylightSavingAndAnotherZoneOfTheComputer_changeNothing() throws IOException, InterruptedException {
        try (Site site = Site.in(folder, PUNCHES)) {
            site.device().setZone(ZoneId.of("America/New_York"));
            // The hour that comes twice, and the one that is left out, by the terminal's clock.
            for (String moment : List.of(
                    "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "2026-03-08T06:59:59Z", "2026-03-08T07:00:01Z")) {
                Instant then = Instant.parse(moment);
                site.device().setClock(() -> then);
                Site.punch(site.device(), 2);
            }
            site.device().setClock(Instant::now);

            Result inStJohns = Site.resultOf(site.agent()
                    .startUnder(List.of(), Map.of("TZ", "America/St_Johns", "LC_ALL", "tr_TR.UTF-8"), "sync"));
            assertThat(inStJohns.exitCode()).as(inStJohns.text()).isZero();
            Site.punch(site.device(), 2);
            Result inLordHowe =
                    Site.resultOf(site.agent().startUnder(List.of(), Map.of("TZ", "Australia/Lord_Howe"), "sync"));

            assertThat(inLordHowe.exitCode()).as(inLordHowe.text()).isZero();
            site.assertExactlyOnce();
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
