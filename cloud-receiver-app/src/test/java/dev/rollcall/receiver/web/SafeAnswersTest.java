package dev.rollcall.receiver.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.RawHttp;
import dev.rollcall.receiver.testing.RawHttp.Answer;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every answer, also of a layer below ours, is safe for browsers; requests that are read in two ways are not read (X13). */
class SafeAnswersTest {

    private final RunningReceiver receiver = RunningReceiver.onSqlite();
    private final RawHttp http = new RawHttp(receiver.port());

    private static void assertSafe(Answer answer) {
        AnswerHeaders.SAFE.forEach((name, value) ->
                assertThat(answer.header(name)).as(name + " of " + answer).isEqualTo(value));
        assertThat(answer.header("Server")).isNull();
    }

    private static void assertSafeProblem(Answer answer) {
        assertSafe(answer);
        assertThat(answer.header("Content-Type")).as(answer.toString()).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"type\":", "\"title\":", "\"status\":" + answer.status(), "\"detail\":");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/login",
                "/setup/x",
                "/rollcall.css",
                "/api/attendance/webhook",
                "/actuator/health",
                "/error",
                "/nonsense",
                "/api/attendance/events",
                "/openapi.json"
            })
    void answers_carryTheHeaders(String path) {
        assertSafe(http.get(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/devices;x=1",
                "/login;jsessionid=1",
                "/%2e%2e/etc/passwd",
                "/api/%2e%2e/x",
                "/..;/x",
                "/a/../../x",
                "//evil.example/x",
                "/a%2fb",
                "/a%5cb",
                "/%00",
                "/%zz",
                "/a%25b",
                "/%0d%0aX: y",
                "/login?a=%zz",
                "/login?%ff=%fe",
                "/api/attendance/webhook?x=%00"
            })
    void addresses_thatNoHonestClientSends_areSafeProblems_orHarmless(String path) {
        Answer answer = http.get(path);

        assertSafe(answer);
        if (answer.status() != 200 && answer.status() != 302) {
            assertThat(answer.status()).isBetween(400, 404);
            assertSafeProblem(answer);
        }
        assertThat(answer.header("X")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "TRACK", "CONNECT", "PROPFIND", "FOO", "get"})
    void methods_thatAreNotOurs_areSafeProblems(String method) {
        assertSafeProblem(http.send(method + " /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"));
    }

    @Test
    void methods_areRefused_whereAHandlerDoesNotKnowThem() {
        String admin = receiver.token(Role.ADMIN, "methods");
        for (String method : List.of("PUT", "DELETE", "PATCH", "POST")) {
            assertSafeProblem(http.send(method + " /api/devices HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + admin + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
        }
    }

    /** Requests that a proxy in front may read otherwise than we do. Each is refused as a whole, and nothing behind it is read. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                // both lengths: Tomcat takes the chunks and closes the connection, as RFC 9112 6.3 says
                "POST /nonsense HTTP/1.1|Host: localhost|Content-Length: 6|Transfer-Encoding: chunked||0||GET /rollcall.css HTTP/1.1|Host: localhost||",
                "POST /nonsense HTTP/1.1|Host: localhost|Content-Length: 4|Content-Length: 5||abcdeGET /rollcall.css HTTP/1.1|Host: localhost||",
                "POST /nonsense HTTP/1.1|Host: localhost|Content-Length: +4||abcdGET /rollcall.css HTTP/1.1|Host: localhost||",
                "POST /nonsense HTTP/1.1|Host: localhost|Content-Length: -1||GET /rollcall.css HTTP/1.1|Host: localhost||",
                "POST /nonsense HTTP/1.1|Host: localhost|Transfer-Encoding: xchunked||0||GET /rollcall.css HTTP/1.1|Host: localhost||",
                "POST /nonsense HTTP/1.1|Host: localhost|Transfer-Encoding: identity, chunked||0||GET /rollcall.css HTTP/1.1|Host: localhost||",
                "POST /nonsense HTTP/1.1|Host: localhost|Transfer-Encoding : chunked||0||GET /rollcall.css HTTP/1.1|Host: localhost||",
                "POST /nonsense HTTP/1.1|Host: localhost|Transfer-Encoding: chunked||zz|GET /rollcall.css HTTP/1.1|Host: localhost||",
                "GET /nonsense HTTP/1.1|Host: localhost|X: a| folded: GET /rollcall.css||",
                "GET /nonsense HTTP/1.1|Host: localhost|X: a\u0000b||",
                "GET /nonsense HTTP/1.1|Host: localhost|X\u0000: a||",
                "GET /nonsense HTTP/1.1|Host: localhost|Bad Name: a||",
                "GET /nonsense HTTP/1.1|Host: localhost|Host: other||",
                "GET /nonsense HTTP/1.1||",
                "GET http://evil.example/nonsense HTTP/1.1|Host: localhost||",
                "GET /nonsense HTTP/9.9|Host: localhost||",
                "GET  /nonsense HTTP/1.1|Host: localhost||",
                "GET /nonsense|",
            })
    void ambiguousRequests_areRefused_andNothingBehindThemIsRead(String request) {
        List<Answer> answers = http.all(request.replace("|", "\r\n"));

        assertThat(answers).as(answers.toString()).hasSizeLessThanOrEqualTo(1);
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isIn(400, 401, 403, 404, 405, 501, 505);
            assertThat(answer.body()).doesNotContain("color-scheme", "evil.example", "Exception", "apache");
        });
    }

    @Test
    void absoluteAddress_ofAnotherHost_isNoWayRound() {
        Answer answer = http.send(
                "GET http://evil.example/api/devices HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");

        assertThat(answer.status()).isIn(400, 401);
        assertThat(answer.toString()).doesNotContain("evil.example");
    }

    @Test
    void headers_ofSixteenKilobytes_areTaken_andOfSixtyFourAreNot() {
        assertThat(withHeader(15_000).status()).isEqualTo(200);
        Answer refused = withHeader(64 * 1024);
        assertThat(refused.status()).isIn(400, 431);
        assertThat(refused.body()).doesNotContain("Exception", "apache");
    }

    private Answer withHeader(int length) {
        return http.send(
                "GET /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: " + "a".repeat(length) + "\r\n\r\n");
    }

    @Test
    void lineBreaks_inParameters_neverReachAHeader() {
        Answer answer = http.get("/login?wrong=%0d%0aSet-Cookie:%20a=b&x=%0aX-Y:%201");

        assertThat(answer.headers().keySet()).doesNotContain("x-y");
        assertThat(answer.toString()).doesNotContain("a=b");
    }

    @Test
    void oldProtocols_getNoMoreThanAProblem() {
        String answer = new String(http.bytes("GET /api/devices\r\n\r\n"), ISO_8859_1);
        assertThat(answer).doesNotContain("devices\":");
        assertThat(http.send("GET /login HTTP/1.0\r\n\r\n").status()).isIn(200, 400);
    }

    @Test
    void strictTransport_isAskedFor_onlyWhereTheSettingsSaySo() {
        assertThat(http.get("/login").header("Strict-Transport-Security")).isNull();
    }

    @Test
    void errorsOfPages_sayNothingOfTheInside() {
        for (Map.Entry<String, Integer> each :
                Map.of("/error", 404, "/setup/x", 404).entrySet()) {
            Answer answer = http.get(each.getKey());
            assertThat(answer.status()).isEqualTo(each.getValue());
            assertThat(answer.body()).doesNotContain("Exception", "Whitelabel", "\tat ");
        }
    }
}
