package dev.rollcall.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.rollcall.receiver.cli.CommandLineDoor;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Debian package, as far as the tools of this machine can look into it. */
class DebianPackageIT {

    private static final Path PACKAGE = Path.of("target", "rollcall-receiver.deb");
    private static final Path FILES = Path.of("src", "deb", "files");
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: ([\\d.]+)");

    private static String run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static void needs(String tool) {
        assumeTrue(
                Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))),
                "needs " + tool);
    }

    @Test
    void files_areWhereTheyBelong_ownedByRoot_andSettingsAreNotForEverybody() throws Exception {
        needs("dpkg-deb");
        String content = run("dpkg-deb", "--contents", PACKAGE.toString());

        assertThat(content)
                .containsPattern("-rw-r--r-- root/root +\\d+ .* ./usr/share/rollcall/cloud-receiver.war")
                .containsPattern("-rw-r--r-- root/root +\\d+ .* ./usr/lib/systemd/system/rollcall-receiver.service")
                .containsPattern("-rwxr-xr-x root/root +\\d+ .* ./usr/bin/rollcall-receiver")
                .containsPattern("-rw-r----- root/root +\\d+ .* ./etc/rollcall/application.yaml");
        assertThat(run("dpkg-deb", "--info", PACKAGE.toString(), "conffiles").strip())
                .isEqualTo("/etc/rollcall/application.yaml");
        assertThat(run("dpkg-deb", "--field", PACKAGE.toString(), "Depends")).contains("java17-runtime-headless");
    }

    @Test
    void war_inThePackage_isTheOneThatWasBuilt(@TempDir Path folder) throws Exception {
        needs("dpkg-deb");
        run("dpkg-deb", "--extract", PACKAGE.toString(), folder.toString());

        assertThat(folder.resolve("usr/share/rollcall/cloud-receiver.war"))
                .hasSameBinaryContentAs(Path.of("target", "cloud-receiver.war"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"control/postinst", "control/prerm", "control/postrm", "files/rollcall-receiver"})
    void scripts_areWellFormed(String script) throws Exception {
        needs("sh");
        assertThat(run("sh", "-n", Path.of("src", "deb", script).toString())).isEmpty();
    }

    @Test
    void service_isShutIn() throws Exception {
        needs("systemd-analyze");
        String said = run(
                "systemd-analyze",
                "security",
                "--offline=true",
                "--no-pager",
                FILES.resolve("rollcall-receiver.service").toString());
        Matcher exposure = EXPOSURE.matcher(said);
        assumeTrue(exposure.find(), "this systemd cannot look at a unit that is not installed: " + said);

        assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(2.0);
    }

    @Test
    void settings_ofThePackage_areReal(@TempDir Path folder) throws Exception {
        Path settings = Files.copy(FILES.resolve("application.yaml"), folder.resolve("application.yaml"));
        StringWriter said = new StringWriter();
        int code = CommandLineDoor.run(
                new String[] {
                    "check",
                    "--spring.config.additional-location=file:" + settings,
                    "--rollcall.data-dir=" + folder.resolve("data")
                },
                new PrintWriter(new StringWriter()),
                new PrintWriter(said));

        assertThat(code).as(said.toString()).isZero();
        assertThat(said.toString()).contains("Fine").doesNotContain("Problem:");
    }
}
