package dev.rollcall.agent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** References, secret files, who may read them, and files that are not what they should be. */
class SecretsAndRightsTest {

    private static final String GOOD = """
            receiver:
              url: https://attendance.example.com
              token: canary-token
            devices:
              - name: front-door
                host: 192.168.1.200
                username: admin
                password: canary-password
            """;

    @TempDir
    private Path folder;

    @Test
    void references_areResolved_withTheirStandIns_andEscapes() throws IOException {
        AgentConfig config = read(
                GOOD.replace("canary-token", "${TOKEN}")
                        .replace("192.168.1.200", "${NET:-10.0.0}.${LAST}")
                        .replace("canary-password", "'a$${B}c${ d'"),
                Map.of("TOKEN", "from-environment", "LAST", "7", "NET", ""));

        assertThat(config.receiver().token().reveal()).isEqualTo("from-environment");
        assertThat(config.devices().get(0).host()).isEqualTo("10.0.0.7");
        assertThat(config.devices().get(0).password().reveal()).isEqualTo("a${B}c${ d");
    }

    @Test
    void missingReference_isNamedWithItsKey() {
        List<ConfigProblem> problems = problems(GOOD.replace("canary-token", "${NOWHERE}"), Map.of());

        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.key()).isEqualTo("receiver.token");
            assertThat(problem.toString()).contains("${NOWHERE} is not set").contains("${NOWHERE:-instead}");
        });
    }

    @Test
    void secretsThatSystemdHandsOver_comeBeforeTheFilesThemselves() throws IOException {
        Path copies = Files.createDirectory(folder.resolve("credentials"));
        Files.writeString(copies.resolve("secrets_door.password"), "from a folder of secrets");
        Files.writeString(copies.resolve("token"), "one-by-one");
        Files.writeString(folder.resolve("token"), "not-this");
        AgentConfig config = read(
                GOOD.replace("password: canary-password", "passwordFile: secrets/door.password")
                        .replace("token: canary-token", "tokenFile: token"),
                Map.of("CREDENTIALS_DIRECTORY", copies.toString()));

        assertThat(config.devices().get(0).password().reveal()).isEqualTo("from a folder of secrets");
        assertThat(config.receiver().token().reveal()).isEqualTo("one-by-one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "secret | secret",
                "secret¶ | secret",
                "secret®¶ | secret",
                "secret®¶®¶ | secret",
                "'two words ' | 'two words '",
                "Ûsecret¶ | secret"
            })
    void secretFile_isReadWithoutItsLineEnd(String content, String secret) throws IOException {
        Files.writeString(folder.resolve("pw"), text(content));
        AgentConfig config = read(GOOD.replace("password: canary-password", "passwordFile: pw"), Map.of());

        assertThat(config.devices().get(0).password().reveal()).isEqualTo(secret);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'' | is empty", "¶ | is empty", "one¶two | several lines", "one®¶two¶ | several lines"})
    void secretFileThatIsNone_isNamed(String content, String problem) throws IOException {
        Files.writeString(folder.resolve("pw"), text(content));

        assertThat(secretFileProblem()).contains(problem);
    }

    @Test
    void secretFileOfAnotherKind_isNamed() throws IOException {
        assertThat(secretFileProblem()).contains("cannot be read");
        Files.write(folder.resolve("pw"), "secret".getBytes(StandardCharsets.UTF_16));
        assertThat(secretFileProblem()).contains("no UTF-8 text");
        Files.writeString(folder.resolve("pw"), "x".repeat(9_000));
        assertThat(secretFileProblem()).contains("larger than 8 KiB");
        Files.delete(folder.resolve("pw"));
        Files.createDirectory(folder.resolve("pw"));
        assertThat(secretFileProblem()).contains("is a folder");
    }

    @ParameterizedTest
    @CsvSource({"rw-------, false", "rw-r-----, false", "rw-rw----, false", "rw-r--r--, true"})
    void fileThatEverybodyMayRead_isWarnedAbout(String rights, boolean warned) throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path secret = folder.resolve("pw");
        Files.writeString(secret, "secret");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString(rights));
        Path file = write(GOOD.replace("password: canary-password", "passwordFile: pw"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));

        AgentConfig config = new ConfigReader(Map.of()).read(file);

        assertThat(config.warnings()).hasSize(warned ? 2 : 0).allMatch(text -> text.contains("chmod o-r"));
    }

    @Test
    void fileWithoutSecrets_mayBeReadByEverybody() throws IOException {
        AgentConfig config = read(
                GOOD.replace("canary-token", "${T}").replace("password: canary-password", "password: ${P}"),
                Map.of("T", "t", "P", "p"));

        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void fileThatEverybodyMayWrite_isRefused() throws IOException {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        Path file = write(GOOD);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        InvalidConfigException invalid =
                catchThrowableOfType(InvalidConfigException.class, () -> new ConfigReader(Map.of()).read(file));

        assertThat(invalid).hasMessageContaining("everybody on this computer may change it");
    }

    @Test
    void windowsList_isReadForEverybodyOnly() {
        assertThat(FileRights.of(List.of(entry("BUILTIN\\Administrators", AclEntryType.ALLOW))))
                .isEqualTo(new FileRights(false, false));
        assertThat(FileRights.of(List.of(entry("BUILTIN\\Users", AclEntryType.ALLOW))))
                .isEqualTo(new FileRights(true, true));
        assertThat(FileRights.of(List.of(entry("\\Everyone", AclEntryType.DENY))))
                .isEqualTo(new FileRights(false, false));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proxy: https://proxy.example:3128 | receiver.proxy",
                "proxy: proxy.example:3128 | receiver.proxy",
                "proxy: http://proxy.example | receiver.proxy",
                "proxy: http://u:canary@proxy.example:1 | receiver.proxy",
                "proxyUser: u | receiver.proxy",
                "caFile: nowhere.pem | receiver.caFile",
                "caFile: agent.yaml | receiver.caFile"
            })
    void wayThatCannotBe_isNamed(String line, String key) {
        assertThat(problems(GOOD.replace("  token:", "  " + line + "\n  token:"), Map.of()))
                .anySatisfy(problem -> assertThat(problem.key()).isEqualTo(key))
                .noneMatch(problem -> problem.toString().contains("canary"));
    }

    @Test
    void fileThatWasCutOrDamaged_isAConfigurationOrAProblem_neverAnythingElse() throws IOException {
        Random random = new Random(12);
        int broken = 0;
        for (int at = 0; at < GOOD.length(); at++) {
            StringBuilder damaged = new StringBuilder(GOOD);
            damaged.setCharAt(at, (char) (32 + random.nextInt(95)));
            for (String text : List.of(GOOD.substring(0, at), damaged.toString())) {
                try {
                    assertThat(read(text, Map.of()).devices()).isNotEmpty();
                } catch (InvalidConfigException named) {
                    assertThat(named.problems()).isNotEmpty();
                    broken++;
                }
            }
        }
        assertThat(broken).isGreaterThan(GOOD.length());
    }

    private String secretFileProblem() {
        return problems(GOOD.replace("password: canary-password", "passwordFile: pw"), Map.of()).stream()
                .filter(problem -> problem.key().equals("devices[0].passwordFile"))
                .map(ConfigProblem::toString)
                .findFirst()
                .orElse("no problem");
    }

    private static String text(String content) {
        return content.replace("¶", "\n").replace("®", "\r").replace("Û", "\uFEFF");
    }

    private static AclEntry entry(String name, AclEntryType type) {
        UserPrincipal principal = () -> name;
        return AclEntry.newBuilder()
                .setType(type)
                .setPrincipal(principal)
                .setPermissions(Set.of(AclEntryPermission.READ_DATA, AclEntryPermission.WRITE_DATA))
                .build();
    }

    private Path write(String yaml) throws IOException {
        Path file = folder.resolve("agent.yaml");
        return Files.writeString(file, yaml);
    }

    private AgentConfig read(String yaml, Map<String, String> environment) throws IOException {
        return new ConfigReader(new HashMap<>(environment)).read(write(yaml));
    }

    private List<ConfigProblem> problems(String yaml, Map<String, String> environment) {
        InvalidConfigException invalid =
                catchThrowableOfType(InvalidConfigException.class, () -> read(yaml, environment));
        assertThat(invalid).as("a problem was expected in:%n%s", yaml).isNotNull();
        return invalid.problems();
    }
}
