package dev.rollcall.receiver.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Batches;
import dev.rollcall.receiver.testing.Punch;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {

    private final RunningReceiver receiver = RunningReceiver.onSqlite();

    private HttpResponse<String> pageWith(Punch punch) {
        return pageWith(punch, punch.observation());
    }

    private HttpResponse<String> pageWith(Punch punch, Observation observation) {
        String agent = receiver.token(Role.AGENT, "agent of " + punch.device());
        receiver.post(
                "/api/attendance/backup-sync",
                Batches.of(punch.device(), observation),
                "Authorization",
                "Bearer " + agent);
        return receiver.get("/");
    }

    @Test
    void page_showsAPunch_withItsTimePersonChannelAndQuality() {
        HttpResponse<String> page = pageWith(Punch.at("DSH000001").name("Nimal Perera"));

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("DSH000001", "front-door", "clock 1.5 s behind", "23 Nov 2026, 09:00:00", "Nimal Perera")
                .contains("00012", "punch", "face", "read", "confirmed", "no zone known, printed offset used");
    }

    @Test
    void page_showsTheOffset_whereATerminalStatedItsZoneTurnedRound() {
        Punch punch = Punch.at("DSH000004");
        AttendanceEvent event = punch.event();
        EventTime inOwnZone = EventTime.resolve(
                event.time().raw(),
                event.time().wallClock(),
                event.time().printedOffset(),
                Zones.reported(
                        new DeviceZone("CST-5:30:00", ZoneOffset.of("+05:30").getRules())),
                punch.observation().seenAt());
        Observation observation = new Observation(
                new AttendanceEvent(
                        event.device(),
                        event.serialNo(),
                        inOwnZone,
                        event.major(),
                        event.minor(),
                        event.employeeNo(),
                        event.cardNo(),
                        event.name(),
                        event.kind(),
                        event.verifyMethod(),
                        event.door(),
                        event.reader(),
                        event.category()),
                Channel.POLL,
                punch.observation().seenAt(),
                null,
                punch.observation().raw());

        assertThat(pageWith(punch, observation).body()).contains("UTC+05:30").doesNotContain("CST-5:30:00");
    }

    @Test
    void page_showsThatAPushIsNotConfirmedYet() {
        assertThat(pageWith(Punch.at("DSH000002").by(Channel.LISTENER)).body())
                .contains("pushed (LAN)", "not yet confirmed");
    }

    @Test
    void names_cannotBringInMarkup() {
        String body = pageWith(Punch.at("DSH000003").name("<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"))
                .body();

        assertThat(body).contains("&lt;script&gt;alert(1)").doesNotContain("<script", "<img");
    }

    @Test
    void page_isGuardedByHeaders_andHasItsOwnStyle() {
        HttpResponse<String> page = receiver.get("/");

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'; style-src 'self'"));
        assertThat(page.headers().firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.body()).contains("/rollcall.css").doesNotContain("=\"http", "style=");
        assertThat(receiver.get("/rollcall.css").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Forwarded-For", "Forwarded", "Via", "X-Real-IP"})
    void page_isClosed_toWhatAProxyPassesOn(String header) {
        HttpResponse<String> page = receiver.get("/", header, "127.0.0.1");

        assertThat(page.statusCode()).isEqualTo(302);
        assertThat(page.headers().firstValue("Location")).hasValue("/login");
        assertThat(page.body()).isEmpty();
    }

    @Test
    void page_isClosed_toAForeignNameThatPointsHere() throws IOException {
        assertThat(statusLine(InetAddress.getLoopbackAddress(), "attacker.example"))
                .contains("302");
        assertThat(statusLine(InetAddress.getLoopbackAddress(), "localhost:1234"))
                .contains("200");
    }

    private String statusLine(InetAddress address, String host) throws IOException {
        try (Socket socket = new Socket(address, receiver.port())) {
            String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }
}
