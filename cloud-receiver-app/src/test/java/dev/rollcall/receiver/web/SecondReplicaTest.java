package dev.rollcall.receiver.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.security.Tokens;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two receivers on one PostgreSQL; the second is reached by TLS, as far as its settings say. */
class SecondReplicaTest {

    private static RunningReceiver first;
    private static RunningReceiver second;

    @BeforeAll
    static void start() {
        first = RunningReceiver.onPostgres();
        second = RunningReceiver.with(Stream.concat(
                        first.storage().stream(), Stream.of("--rollcall.public-url=https://attendance.example.com"))
                .toArray(String[]::new));
    }

    @AfterAll
    static void stop() {
        second.close();
    }

    private static int atSecond(String token) {
        return second.get("/api/devices", "Authorization", "Bearer " + token).statusCode();
    }

    @Test
    void whatIsRevokedAtOne_isRefusedAtTheOther_withTheNextRequest() {
        String token = first.token(Role.READER, "of both replicas");
        assertThat(atSecond(token)).isEqualTo(200);
        first.revoke("of both replicas");

        assertThat(atSecond(token)).isEqualTo(401);
    }

    @Test
    void whatIsReplacedAtOne_isGoodAtTheOther_withTheNextRequest() {
        String before = first.token(Role.READER, "replaced at one");
        String after = first.bean(Tokens.class)
                .rotate("replaced at one", Duration.ZERO)
                .orElseThrow()
                .reveal();

        assertThat(atSecond(before)).isEqualTo(401);
        assertThat(atSecond(after)).isEqualTo(200);
    }

    @Test
    void browsers_areKeptOnTls_andCookiesToo() {
        assertThat(second.get("/login").headers().firstValue("Strict-Transport-Security"))
                .hasValue("max-age=31536000");
        assertThat(second.get("/login").headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("Secure", "HttpOnly", "SameSite=Strict"));
    }
}
