package dev.rollcall.receiver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.testing.Browser;
import dev.rollcall.receiver.testing.RunningReceiver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands that change who gets in, beside a receiver that runs on the same database. */
class UserCommandTest {

    private static final String PASSWORD = "seven small elephants";

    /** Where the receiver runs. */
    enum On {
        SQLITE,
        POSTGRESQL
    }

    private record Answer(int code, String out, String err) {}

    private static RunningReceiver receiver(On on) {
        return on == On.SQLITE ? RunningReceiver.onSqlite() : RunningReceiver.onPostgres();
    }

    private static Answer run(RunningReceiver receiver, String typed, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--rollcall.access.login.hash-strength=4");
        all.addAll(receiver.storage());
        int code = CommandLineDoor.run(
                all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err), () -> typed);
        return new Answer(code, out.toString(), err.toString());
    }

    @ParameterizedTest
    @EnumSource(On.class)
    void user_logsInAtOnce_andIsOutAtOnce(On on) {
        RunningReceiver receiver = receiver(on);
        Browser browser = new Browser(receiver.port());

        assertThat(run(receiver, PASSWORD, "user", "add", "--role", "admin", "Amara")
                        .code())
                .isZero();
        assertThat(run(receiver, PASSWORD, "user", "add", "--role", "reader", "amara"))
                .satisfies(again -> assertThat(again.code()).isEqualTo(1))
                .satisfies(again -> assertThat(again.err()).contains("user password amara"));
        assertThat(browser.login("amara", PASSWORD).headers().firstValue("Location"))
                .hasValue("/");
        assertThat(browser.get("/api/audit").statusCode()).isEqualTo(200);
        Answer list = run(receiver, null, "user", "list");
        assertThat(list.out()).contains("amara\tadmin").doesNotContain("bcrypt");

        assertThat(run(receiver, "other " + PASSWORD, "user", "password", "amara")
                        .code())
                .isZero();
        assertThat(browser.get("/api/audit").statusCode()).isEqualTo(401);
        assertThat(browser.login("amara", PASSWORD).headers().firstValue("Location"))
                .hasValue("/login?wrong");
        assertThat(browser.login("amara", "other " + PASSWORD).headers().firstValue("Location"))
                .hasValue("/");

        assertThat(run(receiver, null, "user", "remove", "amara").code()).isZero();
        assertThat(browser.get("/api/audit").statusCode()).isEqualTo(401);
        assertThat(run(receiver, null, "user", "remove", "amara").code()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(On.class)
    void token_isRotated_bothAreGoodForAWhile_andNeverThree(On on) {
        RunningReceiver receiver = receiver(on);
        String first = run(receiver, null, "token", "add", "--role", "reader", "rotated")
                .out()
                .strip();
        Answer rotated = run(receiver, null, "token", "rotate", "rotated", "--overlap", "1h");
        String second = rotated.out().strip();

        assertThat(rotated.err()).contains("shown once").doesNotContain(second);
        assertThat(devices(receiver, first)).isEqualTo(200);
        assertThat(devices(receiver, second)).isEqualTo(200);
        assertThat(run(receiver, null, "token", "list").out())
                .containsPattern("rotated\tall devices\tgood until ")
                .containsPattern("rotated\tall devices\tgood\t");

        String third = run(receiver, null, "token", "rotate", "rotated").out().strip();
        assertThat(devices(receiver, first)).isEqualTo(401);
        assertThat(devices(receiver, second)).isEqualTo(200);
        assertThat(devices(receiver, third)).isEqualTo(200);

        String last = run(receiver, null, "token", "rotate", "rotated", "--overlap", "0s")
                .out()
                .strip();
        assertThat(devices(receiver, third)).isEqualTo(401);
        assertThat(devices(receiver, last)).isEqualTo(200);
        assertThat(run(receiver, null, "token", "revoke", "rotated").code()).isZero();
        assertThat(devices(receiver, last)).isEqualTo(401);
        assertThat(run(receiver, null, "token", "rotate", "rotated").code()).isEqualTo(1);
    }

    @Test
    void token_endsByItself() {
        RunningReceiver receiver = RunningReceiver.onSqlite();
        String short1 = run(receiver, null, "token", "add", "--role", "reader", "--valid-for", "0s", "brief")
                .out()
                .strip();
        String long1 = run(receiver, null, "token", "add", "--role", "reader", "--valid-for", "30d", "month")
                .out()
                .strip();

        assertThat(devices(receiver, short1)).isEqualTo(401);
        assertThat(devices(receiver, long1)).isEqualTo(200);
        assertThat(run(receiver, null, "token", "list").out()).contains("over since");
        Instant end = receiver.store().read(unit -> unit.tokens().all()).stream()
                .filter(token -> token.name().equals("month"))
                .findFirst()
                .orElseThrow()
                .expiresAt();
        assertThat(Duration.between(Instant.now(), end)).isBetween(Duration.ofDays(29), Duration.ofDays(30));
    }

    private static int devices(RunningReceiver receiver, String token) {
        return receiver.get("/api/devices", "Authorization", "Bearer " + token).statusCode();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user add --role agent x | none of reader, admin",
                "user add x | --role",
                "user | user add",
                "user add --role admin short | at least 12",
                "user add --role admin .dot | begins with",
                "token rotate x --overlap soon | 90d",
                "token add --role reader x --valid-for -1h | 90d"
            })
    void wrongUsage_isNamed(String words, String named) {
        Answer answer =
                run(RunningReceiver.onSqlite(), words.contains("short") ? "short" : PASSWORD, words.split(" ", -1));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(named).doesNotContain(PASSWORD);
    }

    @Test
    void nothingTyped_isNoPassword() {
        assertThat(run(RunningReceiver.onSqlite(), null, "user", "add", "--role", "admin", "silent"))
                .satisfies(answer -> assertThat(answer.code()).isEqualTo(2))
                .satisfies(answer -> assertThat(answer.err()).contains("no password was typed"));
    }

    @Test
    void check_namesEachProblem_andWhatToDo(@TempDir java.nio.file.Path folder) {
        StringWriter err = new StringWriter();
        int code = CommandLineDoor.run(
                new String[] {
                    "check",
                    "--rollcall.data-dir=" + folder,
                    "--rollcall.public-url=http://attendance.example.com",
                    "--rollcall.inbox.intervall=5s"
                },
                new PrintWriter(new StringWriter()),
                new PrintWriter(err),
                () -> null);

        assertThat(code).isEqualTo(2);
        assertThat(err.toString())
                .contains("Problem: Setting 'rollcall.inbox.intervall' does not exist", "rollcall.inbox.interval?")
                .contains("plain http", "user add --role admin", "token add --role agent");
    }
}
