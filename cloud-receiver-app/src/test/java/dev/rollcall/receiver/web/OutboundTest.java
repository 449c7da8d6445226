package dev.rollcall.receiver.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/** X14: an address in whatever field of whatever message is never called. */
class OutboundTest {

    private final RunningReceiver receiver = RunningReceiver.onSqlite();

    @Test
    void addresses_inAnyField_areNotCalled() throws IOException {
        String agent = "Bearer " + receiver.token(Role.AGENT, "outbound agent");
        String reader = "Bearer " + receiver.token(Role.READER, "outbound reader");
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + listener.getLocalPort() + "/x";
            Punch punch = Punch.at("OUT000001").name(url);
            post("/api/attendance/backup-sync", Batches.of(punch.device(), punch.observation()), agent);
            post("/api/attendance/backup-sync", pull(listener.getLocalPort()), agent);
            post("/api/attendance/agents/heartbeat", heartbeat(url), agent);
            String hook = receiver.webhook(DeviceKey.of("OUT000002"), null, null);
            String xml = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY e SYSTEM \"" + url
                    + "\">]><EventNotificationAlert><ipAddress>&e;" + "</ipAddress><picURL>" + url
                    + "</picURL></EventNotificationAlert>";
            post(hook, xml.getBytes(UTF_8), "");
            post(hook, ("{\"eventType\":\"AccessControllerEvent\",\"picUrl\":\"" + url + "\"}").getBytes(UTF_8), "");
            receiver.get("/api/attendance/events", "Authorization", reader, "Referer", url, "Origin", url);
            awaitTranslation();

            listener.setSoTimeout(50);
            assertThatThrownBy(listener::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private void post(String path, byte[] body, String token) {
        String[] headers = token.isEmpty() ? new String[0] : new String[] {"Authorization", token};
        assertThat(receiver.post(path, body, headers).statusCode()).isLessThan(500);
    }

    private static byte[] pull(int port) {
        return ("{\"deviceIp\":\"127.0.0.1\",\"devicePort\":" + port
                        + ",\"deviceUsername\":\"a\",\"devicePassword\":\"b\","
                        + "\"startTime\":\"2026-11-23T04:00:00Z\",\"endTime\":\"2026-11-23T09:00:00Z\"}")
                .getBytes(UTF_8);
    }

    private static byte[] heartbeat(String url) {
        return ("{\"agent\":\"" + url + "\",\"version\":\"" + url
                        + "\",\"sentAt\":\"2026-11-23T04:00:00Z\",\"devices\":[]}")
                .getBytes(UTF_8);
    }

    private void awaitTranslation() {
        await().until(() -> receiver.store()
                .read(unit -> unit.inbox().counts().getOrDefault(InboxResult.State.RECEIVED, 0L))
                .equals(0L));
    }
}
