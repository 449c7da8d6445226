package dev.rollcall.receiver.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.awaitility.pollinterval.FibonacciPollInterval.fibonacci;

import dev.rollcall.receiver.store.AuditEntry;
import dev.rollcall.receiver.testing.Browser;
import dev.rollcall.receiver.testing.IdentityServer;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** People of a foreign identity server: its groups decide, its signature counts, and nobody else's. */
class ForeignLoginTest {

    private static final String CLIENT = "--spring.security.oauth2.client.";

    private static IdentityServer company;
    private static RunningReceiver receiver;

    @BeforeAll
    static void start() {
        company = new IdentityServer();
        receiver = RunningReceiver.with(
                "--rollcall.access.open-on-this-machine=false",
                "--rollcall.access.login.idle=2s",
                "--rollcall.access.oidc.admins=bosses",
                "--rollcall.access.oidc.readers=clerks,guests",
                CLIENT + "registration.company.client-id=rollcall",
                CLIENT + "registration.company.client-secret=canary",
                CLIENT + "registration.company.client-name=Company",
                CLIENT + "registration.company.scope=openid,email",
                CLIENT + "provider.company.issuer-uri=" + company.url());
    }

    @AfterAll
    static void stop() {
        receiver.close();
        company.close();
    }

    private final Browser browser = new Browser(receiver.port());

    private String login() {
        HttpResponse<String> toCompany = browser.get("/oauth2/authorization/company");
        HttpResponse<String> back = browser.get(location(toCompany));
        return location(browser.get(location(back)));
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElseThrow(() -> new AssertionError(answer + answer.body()));
    }

    @Test
    void administrator_isWhoIsInItsGroup() {
        company.person("boss@example.com", List.of("bosses", "others"));

        assertThat(browser.get("/login").body()).contains("Log in with Company", "/oauth2/authorization/company");
        assertThat(login()).isEqualTo("/");
        assertThat(browser.get("/").body()).contains("boss@example.com");
        assertThat(browser.get("/api/audit").statusCode()).isEqualTo(200);
        List<AuditEntry> audit = receiver.store().read(unit -> unit.audit().latest(50));
        assertThat(audit)
                .anyMatch(entry -> entry.actor().equals("boss@example.com")
                        && entry.action().equals("LOGIN")
                        && entry.result().equals("DONE"));
    }

    @Test
    void reader_isWhoIsInItsGroup() {
        company.person("clerk@example.com", List.of("clerks"));

        assertThat(login()).isEqualTo("/");
        assertThat(browser.get("/api/devices").statusCode()).isEqualTo(200);
        assertThat(browser.get("/api/audit").statusCode()).isEqualTo(403);
    }

    @Test
    void whoIsInNoGroup_isNotLetIn() {
        company.person("stranger@example.com", List.of("bossesX"));

        assertThat(login()).isEqualTo("/login?wrong");
        assertThat(browser.get("/").statusCode()).isEqualTo(302);
    }

    @Test
    void whatSomebodyElseSigned_isNotBelieved() {
        company.person("boss@example.com", List.of("bosses"));
        company.forge();

        assertThat(login()).isEqualTo("/login?wrong");
    }

    @Test
    void session_isOver_whenNobodyAskedForAWhile() {
        company.person("idle@example.com", List.of("clerks"));
        assertThat(login()).isEqualTo("/");

        // Each question keeps it alive, so the pauses between them grow until one is long enough.
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(fibonacci(TimeUnit.MILLISECONDS).with().offset(10))
                .until(() -> browser.get("/").statusCode() == 302);
    }

    @Test
    void answer_thatNobodyAskedFor_isNotBelieved() {
        company.person("boss@example.com", List.of("bosses"));

        assertThat(location(browser.get("/login/oauth2/code/company?code=1&state=made-up")))
                .isEqualTo("/login?wrong");
    }
}
