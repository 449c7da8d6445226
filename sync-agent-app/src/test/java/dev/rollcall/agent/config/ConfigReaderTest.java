package dev.rollcall.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {

    private static final String GOOD = """
            receiver:
              url: https://attendance.example.com
              token: rc_agent_canary
            devices:
              - name: front-door
                host: 192.168.1.200
                username: admin
                password: canary-password
            """;

    @TempDir
    private Path folder;

    @Test
    void smallestConfiguration_getsDefaults() throws IOException {
        AgentConfig config = read(GOOD);

        assertThat(config.receiver().url()).hasToString("https://attendance.example.com/");
        assertThat(config.overlap()).isEqualTo(Duration.ofHours(5));
        assertThat(config.schedule()).hasToString("0 * * * * in " + ZoneId.systemDefault());
        assertThat(config.dataDir()).isEqualTo(folder.resolve("data"));
        assertThat(config.heartbeatEvery()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.limits().batchSize()).isEqualTo(500);
        assertThat(config.devices()).hasSize(1);
        assertThat(config.devices().get(0).port()).isEqualTo(80);
        assertThat(config.devices().get(0).zone()).isNull();
    }

    @Test
    void everyKeyOfTheContract_isRead() throws IOException {
        AgentConfig config = read(GOOD.replace(
                        "    password: canary-password",
                        "    password: 0123\n    port: 8080\n    tls: off\n    zone: Asia/Colombo\n    startFrom: 2026-01-01")
                + """
                schedule: "*/5 * * * *"
                zone: Asia/Colombo
                hoursBack: 7
                dataDir: elsewhere
                heartbeatEvery: 15s
                limits:
                  rowsPerSlice: 100
                timeouts:
                  deviceRead: 5s
                """);

        DeviceConfig device = config.devices().get(0);
        assertThat(device.password().reveal()).isEqualTo("0123");
        assertThat(device.port()).isEqualTo(8080);
        assertThat(device.zone()).isEqualTo(ZoneId.of("Asia/Colombo"));
        assertThat(device.startFrom()).isEqualTo(LocalDate.of(2026, 1, 1));
        assertThat(config.schedule()).hasToString("*/5 * * * * in Asia/Colombo");
        assertThat(config.overlap()).isEqualTo(Duration.ofHours(7));
        assertThat(config.dataDir()).isEqualTo(folder.resolve("elsewhere"));
        assertThat(config.heartbeatEvery()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.limits().rowsPerSlice()).isEqualTo(100);
        assertThat(config.timeouts().deviceRead()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "off | 80 | none",
                "on | 443 | none",
                "AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89 | 443 |"
                        + " ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789",
                "'SHA-256: abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789' | 443 |"
                        + " abcdef0123456789abcdef0123456789abcdef0123456789abcdef0123456789",
                "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= | 443 |"
                        + " sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
            })
    void tls_isReadWithItsUsualPort(String value, int port, String fingerprint) throws IOException {
        DeviceConfig device = read(
                        GOOD.replace(
                                "username: admin",
                                "username: admin\n    legacyTls: true\n    tls: '" + value.replace("'", "") + "'"),
                        Map.of())
                .devices()
                .get(0);

        assertThat(device.port()).isEqualTo(port);
        if (port == 80) {
            assertThat(device.tls()).isNull();
        } else {
            assertThat(device.tls()).isEqualTo(new TlsConfig(fingerprint, true));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: https://attendance.example.com | url: https:attendance.example.com | receiver.url | Two slashes",
                "url: https://attendance.example.com | url: ftp://attendance.example.com | receiver.url | must begin with https",
                "url: https://attendance.example.com | url: attendance.example.com | receiver.url | must begin with https",
                "url: https://attendance.example.com | url: https:// | receiver.url | Write it like",
                "url: https://attendance.example.com | url: http://attendance.example.com | receiver.url | allowInsecure",
                "url: https://attendance.example.com | url: http://127.0.0.1.example.com | receiver.url | allowInsecure",
                "url: https://attendance.example.com | url: https://me:pw@attendance.example.com | receiver.url | Leave out the part before @",
                "url: https://attendance.example.com | url: https://attendance.example.com?x=1 | receiver.url | Leave out everything",
                "token: rc_agent_canary | tokn: rc_agent_canary | receiver.tokn | unknown key",
                "token: rc_agent_canary | token: rc agent | receiver.token | no spaces",
                "token: rc_agent_canary | tokenFile: nowhere.txt | receiver.tokenFile | may read it",
                "name: front-door | port: 80 | devices[0].name | Give the terminal a name",
                "host: 192.168.1.200 | host: http://192.168.1.200/ | devices[0].host | only the host name",
                "host: 192.168.1.200 | host: [1, 2] | devices[0].host | IP address",
                "username: admin | port: eighty | devices[0].port | whole number from 1 to 65535",
                "username: admin | port: 70000 | devices[0].port | whole number from 1 to 65535",
                "username: admin | zone: Asia/Atlantis | devices[0].zone | Asia/Colombo",
                "username: admin | startFrom: 1.1.2026 | devices[0].startFrom | 2026-01-31",
                "username: admin | tls: yes please | devices[0].tls | 64 hexadecimal digits",
                "username: admin | tls: AA:BB | devices[0].tls | 64 hexadecimal digits",
                "receiver: | schedule: '* * * *'¶receiver: | schedule | five cron fields",
                "receiver: | schedule: '0 0 * * * *'¶receiver: | schedule | five cron fields",
                "receiver: | schedule: '61 * * * *'¶receiver: | schedule | five cron fields",
                "receiver: | schedule: soon¶receiver: | schedule | five cron fields",
                "receiver: | hoursBack: five¶receiver: | hoursBack | whole number",
                "receiver: | hoursBack: -1¶receiver: | hoursBack | whole number",
                "receiver: | zone: Mars¶receiver: | zone | region",
                "receiver: | heartbeatEvery: 60¶receiver: | heartbeatEvery | with its unit",
                "receiver: | heartbeatEvery: 0s¶receiver: | heartbeatEvery | one second or more",
                "receiver: | limits: {batchSize: 501}¶receiver: | limits.batchSize | from 1 to 500",
                "receiver: | limits: {batchsize: 5}¶receiver: | limits.batchsize | unknown key",
                "receiver: | listen: {port: 80}¶receiver: | listen.port | from 1024 to 65535",
                "receiver: | listen: {host: 127.0.0.1}¶receiver: | listen.port | 8099",
                "receiver: | listen:¶receiver: | listen.port | remove the section listen",
                "receiver: | limits: {listenHardBytes: 2000}¶receiver: | limits.listenHardBytes | listenBodyBytes",
                "receiver: | shedule: x¶receiver: | shedule | unknown key",
            })
    void problem_isNamedWithKeyAndRemedy(String from, String to, String key, String remedy) {
        List<ConfigProblem> problems = problemsOf(GOOD.replace(from, to.replace("¶", "\n")), Map.of());

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo(key);
            assertThat(problem.toString()).contains(remedy);
        });
    }

    @Test
    void allProblems_areReportedAtOnce_withoutSecrets() {
        String broken =
                GOOD.replace("https://", "https:").replace("username: admin", "userame: canary-user\n    port: x")
                        + "hoursBack: many\nlisten:\n  port: 1\npasswrod: canary-misplaced\n";

        InvalidConfigException invalid = invalid(broken, Map.of());

        assertThat(invalid.problems())
                .extracting(ConfigProblem::key)
                .contains(
                        "receiver.url",
                        "devices[0].username",
                        "devices[0].userame",
                        "devices[0].port",
                        "hoursBack",
                        "listen.port",
                        "passwrod");
        assertThat(invalid).hasMessageStartingWith("7 problems");
        assertThat(invalid.getMessage()).doesNotContain("canary");
    }

    @Test
    void secretFiles_areRead_relativeToTheConfiguration() throws IOException {
        Files.writeString(folder.resolve("token.txt"), "rc_from_file\n");
        Files.writeString(folder.resolve("pw.txt"), "from file\n");

        AgentConfig config = read(GOOD.replace("token: rc_agent_canary", "tokenFile: token.txt")
                .replace("password: canary-password", "passwordFile: pw.txt"));

        assertThat(config.receiver().token().reveal()).isEqualTo("rc_from_file");
        assertThat(config.devices().get(0).password().reveal()).isEqualTo("from file");
    }

    @Test
    void secretGivenTwice_isAProblem() throws IOException {
        Files.writeString(folder.resolve("token.txt"), "x");

        assertThat(problemsOf(GOOD.replace("receiver:", "receiver:\n  tokenFile: token.txt"), Map.of()))
                .extracting(ConfigProblem::value)
                .containsExactly("set twice");
    }

    @Test
    void environment_winsOverTheFile() throws IOException {
        Map<String, String> environment = Map.of(
                "ROLLCALL_RECEIVER_URL", "http://localhost:8080/base",
                "ROLLCALL_HOURS_BACK", "9",
                "ROLLCALL_DEVICES_0_PASSWORD", "other",
                "ROLLCALL_DEVICES_0_STARTFROM", "2026-02-01",
                "ROLLCALL_LIMITS_BATCH_SIZE", "7",
                "ROLLCALL_DEVICES_1_NAME", "back",
                "ROLLCALL_DEVICES_1_HOST", "10.0.0.2",
                "ROLLCALL_DEVICES_1_USERNAME", "admin",
                "ROLLCALL_DEVICES_1_PASSWORD", "p",
                "ROLLCALL_HOME", "somebody else's");

        AgentConfig config = read(GOOD, environment);

        assertThat(config.receiver().url()).hasToString("http://localhost:8080/base/");
        assertThat(config.overlap()).isEqualTo(Duration.ofHours(9));
        assertThat(config.limits().batchSize()).isEqualTo(7);
        assertThat(config.devices()).extracting(DeviceConfig::name).containsExactly("front-door", "back");
        assertThat(config.devices().get(0).password().reveal()).isEqualTo("other");
        assertThat(config.devices().get(0).startFrom()).isEqualTo(LocalDate.of(2026, 2, 1));
    }

    @Test
    void environmentAlone_isEnough() {
        Map<String, String> environment = Map.of(
                "ROLLCALL_RECEIVER_URL", "https://a.example",
                "ROLLCALL_RECEIVER_TOKEN", "t",
                "ROLLCALL_DEVICES_0_NAME", "d",
                "ROLLCALL_DEVICES_0_HOST", "h",
                "ROLLCALL_DEVICES_0_USERNAME", "u",
                "ROLLCALL_DEVICES_0_PASSWORD", "p");

        assertThat(new ConfigReader(environment)
                        .read(folder.resolve("absent.yaml"))
                        .devices())
                .hasSize(1);
    }

    @Test
    void unknownVariableOfOurs_isAProblem() {
        assertThat(problemsOf(GOOD, Map.of("ROLLCALL_DEVICES_0_PASWORD", "canary")))
                .extracting(ConfigProblem::key)
                .containsExactlyInAnyOrder("ROLLCALL_DEVICES_0_PASWORD");
    }

    @Test
    void sameNameOrAddressTwice_isAProblem() {
        String twice = GOOD + """
                  - name: front-door
                    host: 192.168.1.200
                    username: admin
                    password: p
                """;

        assertThat(problemsOf(twice, Map.of()))
                .extracting(ConfigProblem::key)
                .containsExactly("devices[1].name", "devices[1].host");
    }

    @Test
    void insecureReceiver_isTakenWhenAllowed() throws IOException {
        assertThat(read(GOOD.replace("https://attendance.example.com", "http://10.1.2.3\n  allowInsecure: true"))
                        .receiver()
                        .url())
                .hasToString("http://10.1.2.3/");
    }

    @Test
    void brokenYaml_namesFileAndLine() {
        assertThat(problemsOf("receiver:\n\t- x: [", Map.of()))
                .singleElement()
                .satisfies(problem -> assertThat(problem.value()).contains("near line 2"));
    }

    @Test
    void absentFile_saysHowToNameIt() {
        InvalidConfigException invalid = catchThrowableOfType(
                InvalidConfigException.class, () -> new ConfigReader(Map.of()).read(folder.resolve("absent.yaml")));

        assertThat(invalid.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.remedy()).contains("--config"));
    }

    @Test
    void configuration_showsNoSecrets() throws IOException {
        assertThat(read(GOOD).toString()).doesNotContain("canary");
    }

    private AgentConfig read(String yaml) throws IOException {
        return read(yaml, Map.of());
    }

    private AgentConfig read(String yaml, Map<String, String> environment) throws IOException {
        Path file = folder.resolve("agent.yaml");
        Files.writeString(file, yaml);
        return new ConfigReader(environment).read(file);
    }

    private InvalidConfigException invalid(String yaml, Map<String, String> environment) {
        return catchThrowableOfType(InvalidConfigException.class, () -> read(yaml, environment));
    }

    private List<ConfigProblem> problemsOf(String yaml, Map<String, String> environment) {
        InvalidConfigException invalid = invalid(yaml, environment);
        assertThat(invalid).as("a problem was expected in:%n%s", yaml).isNotNull();
        return invalid.problems();
    }
}
