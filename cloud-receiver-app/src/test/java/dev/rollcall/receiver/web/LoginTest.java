package dev.rollcall.receiver.web;

import static dev.rollcall.receiver.testing.Answers.problem;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.receiver.security.Accounts;
import dev.rollcall.receiver.security.Secret;
import dev.rollcall.receiver.store.AuditEntry;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.Browser;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People log in, stay for a while and leave. */
class LoginTest {

    private static final String PASSWORD = "tea with two sugars";

    private static RunningReceiver receiver;

    @BeforeAll
    static void start() {
        receiver = RunningReceiver.with(
                "--rollcall.access.open-on-this-machine=false",
                "--rollcall.access.login.absolute=4s",
                "--rollcall.access.login.pause=1s");
    }

    @AfterAll
    static void stop() {
        receiver.close();
    }

    private final Browser browser = new Browser(receiver.port());

    private static void user(String name, Role role) {
        assertThat(receiver.bean(Accounts.class).add(name, PASSWORD, role, "test"))
                .isTrue();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.statusCode() + " "
                + answer.headers().firstValue("Location").orElse("");
    }

    private static List<AuditEntry> audit() {
        return receiver.store().read(unit -> unit.audit().latest(20));
    }

    @Test
    void person_logsIn_seesThePage_andLeaves() {
        user("nimal", Role.READER);

        assertThat(location(browser.get("/"))).isEqualTo("302 /login");
        assertThat(location(browser.login("Nimal", PASSWORD))).isEqualTo("302 /");
        assertThat(browser.get("/").body()).contains("nimal", "Log out");
        assertThat(browser.get("/api/devices").statusCode()).isEqualTo(200);
        assertThat(problem(browser.get("/api/audit"))).isEqualTo("403 role-not-allowed");

        assertThat(location(browser.submit("/", "/logout", Map.of()))).isEqualTo("302 /login?bye");
        assertThat(location(browser.get("/"))).isEqualTo("302 /login");
        assertThat(audit())
                .extracting(entry -> entry.actor() + " " + entry.action() + " " + entry.result())
                .contains("nimal LOGIN DONE", "nimal LOGOUT DONE");
    }

    @Test
    void wrongNameAndWrongPassword_areAnsweredAlike_andNoTypedNameIsKept() {
        user("kamala", Role.READER);

        HttpResponse<String> wrongPassword = browser.login("kamala", "not the password");
        HttpResponse<String> wrongName = browser.login("my secret typed in the wrong field", PASSWORD);

        assertThat(location(wrongPassword)).isEqualTo("302 /login?wrong").isEqualTo(location(wrongName));
        assertThat(browser.get("/login?wrong").body()).contains("Name or password is wrong");
        assertThat(browser.cookie("rollcall-session")).isEmpty();
        assertThat(audit())
                .filteredOn(entry -> entry.result().equals("REFUSED"))
                .extracting(AuditEntry::actor)
                .contains("kamala", "unknown name")
                .noneMatch(actor -> actor.contains("secret"));
    }

    @Test
    void session_getsItsIdAtLogin_neverFromOutside_andItsCookieIsShut() {
        user("session", Role.READER);
        browser.forge("rollcall-session", "0123456789ABCDEF0123456789ABCDEF");

        HttpResponse<String> answer = browser.login("session", PASSWORD);

        String cookie = answer.headers().allValues("Set-Cookie").stream()
                .filter(each -> each.startsWith("rollcall-session="))
                .findFirst()
                .orElseThrow();
        assertThat(cookie).doesNotContain("0123456789ABCDEF").contains("; HttpOnly", "; SameSite=Lax", "Path=/");
        Browser other = new Browser(receiver.port());
        other.login("session", PASSWORD);
        String first = other.cookie("rollcall-session");
        other.login("session", PASSWORD);
        assertThat(other.cookie("rollcall-session")).isNotEmpty().isNotEqualTo(first);
    }

    @Test
    void loginPage_leavesNoSession_andItsProofIsShut() {
        HttpResponse<String> page = browser.get("/login");

        assertThat(page.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .startsWith("rollcall-form=")
                .contains("HttpOnly", "SameSite=Strict");
        assertThat(page.body()).contains("name=\"_csrf\"").doesNotContain("<script", "style=");
    }

    @Test
    void forms_ofAForeignPage_areRefused() {
        user("csrf", Role.ADMIN);

        assertThat(location(browser.post("/login", Map.of("name", "csrf", "password", PASSWORD))))
                .isEqualTo("302 /login?again");
        browser.login("csrf", PASSWORD);
        assertThat(problem(browser.post("/logout", Map.of()))).isEqualTo("403 form-expired");
        assertThat(problem(browser.post("/api/attendance/backup-sync", Map.of())))
                .isEqualTo("403 form-expired");
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
    }

    @Test
    void token_countsInsteadOfTheSession() {
        user("both", Role.ADMIN);
        browser.login("both", PASSWORD);
        String agent = receiver.token(Role.AGENT, "beside a session");

        HttpResponse<String> answer =
                browser.post("/api/attendance/backup-sync", Map.of(), "Authorization", "Bearer " + agent);

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void changedPasswordAndRemovedAccount_endSessionsAtOnce() {
        user("fired", Role.READER);
        user("renewed", Role.READER);
        Browser other = new Browser(receiver.port());
        browser.login("fired", PASSWORD);
        other.login("renewed", PASSWORD);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);
        assertThat(other.get("/").statusCode()).isEqualTo(200);

        receiver.bean(Accounts.class).remove("fired", "test");
        receiver.bean(Accounts.class).password("renewed", "another few words", "test");

        assertThat(location(browser.get("/"))).isEqualTo("302 /login");
        assertThat(problem(browser.get("/api/devices"))).isEqualTo("401 token-missing");
        assertThat(location(other.get("/"))).isEqualTo("302 /login");
        assertThat(location(other.login("renewed", PASSWORD))).isEqualTo("302 /login?wrong");
        assertThat(location(other.login("renewed", "another few words"))).isEqualTo("302 /");
    }

    @Test
    void session_isOver_afterItsTime_howeverBusyItIs() {
        user("busy", Role.READER);
        browser.login("busy", PASSWORD);
        assertThat(browser.get("/").statusCode()).isEqualTo(200);

        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> browser.get("/").statusCode() == 302);
    }

    @Test
    void tries_areSlowedDown_andTheAnswerSaysHowLong() {
        user("tried", Role.READER);
        for (int attempt = 0; attempt < 5; attempt++) {
            browser.login("tried", "wrong " + attempt);
        }
        HttpResponse<String> refused = browser.login("tried", PASSWORD);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After"))
                .hasValueSatisfying(wait -> assertThat(Integer.valueOf(wait)).isBetween(1, 30));
        assertThat(refused.body()).contains("Too many tries");
        assertThat(location(new Browser(receiver.port()).login("tried too", PASSWORD)))
                .isEqualTo("302 /login?wrong");
    }

    @Test
    void setupLink_makesOneAdministrator_once() {
        Accounts accounts = receiver.bean(Accounts.class);
        Secret one = Secret.forSetup(new SecureRandom());
        Secret two = Secret.forSetup(new SecureRandom());
        accounts.allowSetup(one, Duration.ofMinutes(1));
        accounts.allowSetup(two, Duration.ofMinutes(1));
        String path = "/setup/" + one.reveal();

        assertThat(browser.get(path).body()).contains("first administrator");
        assertThat(browser.submit(path, path, Map.of("name", "owner", "password", PASSWORD, "again", "x"))
                        .body())
                .contains("not the same");
        assertThat(browser.submit(path, path, Map.of("name", "owner", "password", "short", "again", "short"))
                        .body())
                .contains("at least 12");
        Map<String, String> form = Map.of("name", "owner", "password", PASSWORD, "again", PASSWORD);
        assertThat(location(browser.submit(path, path, form))).isEqualTo("302 /login?ready");
        assertThat(browser.get(path).statusCode()).isEqualTo(404);
        assertThat(browser.get("/setup/" + two.reveal()).statusCode()).isEqualTo(404);
        assertThat(browser.submit("/login", path, form).statusCode()).isEqualTo(404);

        assertThat(location(browser.login("owner", PASSWORD))).isEqualTo("302 /");
        assertThat(browser.get("/api/audit").body()).contains("set-up link from 127.0.0.1", "USER_ADD", "owner");
    }

    @Test
    void setupLink_endsByItself() {
        Secret old = Secret.forSetup(new SecureRandom());
        receiver.bean(Accounts.class).allowSetup(old, Duration.ZERO);

        assertThat(browser.get("/setup/" + old.reveal()).statusCode()).isEqualTo(404);
        assertThat(browser.get("/setup/rc_setup_x").statusCode()).isEqualTo(404);
    }

    @Test
    void programs_cannotLogInByAQuery() {
        user("query", Role.READER);

        assertThat(receiver.get("/login?name=query&password=" + PASSWORD.replace(' ', '+'))
                        .headers()
                        .allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.startsWith("rollcall-session"));
        assertThat(receiver.post("/login", "x".getBytes(UTF_8)).statusCode()).isEqualTo(302);
    }
}
