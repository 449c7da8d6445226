package dev.rollcall.receiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.isapi.PasswordRefusals;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The subcommands about parked bodies and refused passwords, beside a running receiver. */
class InboxAndPullCommandTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final RunningReceiver receiver = RunningReceiver.onSqlite();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String words) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        String[] args = (words + " --rollcall.data-dir=" + receiver.folder()).split(" ");
        return CommandLineDoor.run(args, new PrintWriter(out, true), new PrintWriter(err, true));
    }

    @Test
    void inboxReplay_letsTheRunningReceiverReadParkedBodiesAgain() {
        receiver.store().write(unit -> {
            int device = unit.devices().lock(DeviceKey.of("CLI000001"), NOW).id();
            byte[] heartbeat = "{\"eventType\":\"heartBeat\",\"eventState\":\"active\"}".getBytes(UTF_8);
            unit.inbox().addParked(new InboxItem(0, device, null, heartbeat, false, null, NOW), "not known then");
            return device;
        });

        assertThat(run("inbox list")).isZero();
        assertThat(out.toString()).contains("not known then");
        assertThat(run("inbox replay")).isZero();
        assertThat(err.toString()).contains("read again");
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            run("inbox list");
            assertThat(out.toString()).doesNotContain("not known then");
        });
    }

    @Test
    void devicePullRetry_forgetsRefusedPasswords() {
        receiver.store().write(unit -> {
            unit.pulls().note("10.0.0.1:80", "hash", PasswordRefusals.NONE.refused(true, 3, NOW));
            return NOW;
        });

        assertThat(run("device-pull retry 10.0.0.1:80")).isZero();
        assertThat(err.toString()).contains("Forgotten", "10.0.0.1:80");
        assertThat(run("device-pull retry 10.0.0.1:80")).isZero();
        assertThat(err.toString()).contains("No password is noted");
    }

    @Test
    void commandsWithoutAWord_sayWhatToDo() {
        assertThat(run("inbox")).isEqualTo(2);
        assertThat(err.toString()).contains("inbox list or replay");
        assertThat(run("device-pull")).isEqualTo(2);
        assertThat(err.toString()).contains("device-pull retry HOST:PORT");
    }
}
