package dev.rollcall.receiver.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.testing.RunningReceiver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The administrator's way in, mostly beside a running receiver on the same database. */
class SubcommandTest {

    private final RunningReceiver receiver = RunningReceiver.onSqlite();

    private record Answer(int code, String out, String err) {}

    private Answer run(String... words) {
        return runIn(receiver.folder(), words);
    }

    private static Answer runIn(Path folder, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--rollcall.data-dir=" + folder);
        int code = CommandLineDoor.run(all.toArray(String[]::new), new PrintWriter(out), new PrintWriter(err));
        return new Answer(code, out.toString(), err.toString());
    }

    @Test
    void tokenAdd_printsTheSecretAlone_andItWorksAtOnceUntilItIsRevoked() {
        Answer added = run("token", "add", "--role", "reader", "hr system");
        String token = added.out().strip();

        assertThat(added.code()).isZero();
        assertThat(added.out()).matches("rc_reader_[A-Za-z0-9_-]{48}\\R");
        assertThat(added.err()).contains("shown once").doesNotContain(token);
        assertThat(devices(token)).isEqualTo(200);

        Answer list = run("token", "list");
        assertThat(list.out())
                .contains("hr system", "reader", "all devices", "good")
                .doesNotContain(token);

        assertThat(run("token", "revoke", "hr system").code()).isZero();
        assertThat(devices(token)).isEqualTo(401);
        assertThat(run("token", "revoke", "hr system").code()).isEqualTo(1);
        assertThat(run("token", "list").out()).contains("revoked");
    }

    private int devices(String token) {
        return receiver.get("/api/devices", "Authorization", "Bearer " + token).statusCode();
    }

    @Test
    void tokenAdd_canBeLimitedToDevices() {
        run("token", "add", "--role", "agent", "limited agent", "--device", "CLI000001", "--device=CLI000002");

        assertThat(run("token", "list").out()).contains("CLI000001,CLI000002");
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader", "admin"})
    void tokenAdd_limitsNoReader_whileReadersSeeAllDevices(String role) {
        Answer refused = run("token", "add", "--role", role, "branch " + role, "--device", "CLI000001");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("--device limits agents only", "reads all devices");
        assertThat(run("token", "list").out()).doesNotContain("branch " + role);
    }

    @Test
    void deviceAdd_printsAnAddressThatWorksAtOnce() {
        Answer added = run(
                "device",
                "add",
                "DS-K1T342MWX20230101V031601ENCLI000003",
                "--name",
                "back door",
                "--mac",
                "A4-D5-C2-00-11-22",
                "--zone",
                "Asia/Colombo",
                "--rollcall.public-url=https://attendance.example.com/");

        assertThat(added.code()).isZero();
        assertThat(added.out())
                .matches("https://attendance\\.example\\.com/api/attendance/webhook/rc_hook_[\\w-]{48}\\R");
        assertThat(added.out().strip().length()).isLessThan(128);
        String path = added.out().strip().replace("https://attendance.example.com", "");
        assertThat(receiver.post(path, "{\"eventType\":\"heartBeat\"}".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(200);
        assertThat(run("device", "list").out()).contains("CLI000003\tback door\t-\tAsia/Colombo");
        assertThat(run("device", "add", "CLI000003", "--name", "x").out()).startsWith("/api/attendance/webhook/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "token add --role boss x | none of agent, reader, admin",
                "token add x | --role",
                "token | token add",
                "device add K --name n --zone Mars/Base | Mars/Base",
                "device add K --name n --mac 12 | twelve",
                "device add K | --name",
                "serve | serve"
            })
    void wrongUsage_isNamed_withExitCode2(String words, String named) {
        Answer answer = run(words.split(" "));

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(named);
        assertThat(answer.out()).isEmpty();
    }

    @Test
    void check_andMigrate_makeAndNameANewDatabase(@TempDir Path folder) {
        assertThat(runIn(folder, "migrate").err()).contains("rollcall.db", "up to date");
        assertThat(runIn(folder, "check").err()).contains("Fine", "0 events");
        assertThat(runIn(folder, "device", "list").err()).contains("device add");
        assertThat(folder.resolve("rollcall.db")).exists();
    }

    @Test
    void unusableFolder_isNamed_withTheRemedy(@TempDir Path folder) throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        Answer answer = runIn(file, "check");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains(file.toString(), "rollcall.data-dir").doesNotContain("\tat ");
    }

    @Test
    void otherDatabases_areRefused(@TempDir Path folder) {
        Answer answer = runIn(folder, "check", "--spring.datasource.url=jdbc:mysql://x/y");

        assertThat(answer.code()).isEqualTo(2);
        assertThat(answer.err()).contains("jdbc:postgresql:");
    }

    @ParameterizedTest
    @CsvSource({"--server.port=1,false", "'',false", "token,true", "--help,true", "--rollcall.data-dir=x,false"})
    void arguments_tellCommandsFromServing(String argument, boolean command) {
        assertThat(CommandLineDoor.isCommand(argument)).isEqualTo(command);
    }
}
