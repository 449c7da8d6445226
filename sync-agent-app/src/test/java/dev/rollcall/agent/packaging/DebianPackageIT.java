package dev.rollcall.agent.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Debian package, as far as the tools of this machine can look into it. */
class DebianPackageIT {

    static final Path PACKAGE = Path.of("target", "rollcall-agent.deb").toAbsolutePath();

    private static final Path UNIT = Path.of("src", "deb", "files", "rollcall-agent.service");
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: ([\\d.]+)");

    @BeforeEach
    void isBuilt() {
        Shell.needs(PACKAGE);
    }

    @Test
    void files_areWhereTheyBelong_ownedByRoot() throws Exception {
        Shell.needs("dpkg-deb");
        String content = Shell.run("dpkg-deb", "--contents", PACKAGE.toString()).said();

        assertThat(content)
                .containsPattern("-rw-r--r-- root/root +\\d+ .* ./usr/lib/rollcall-agent/lib/sync-agent.jar")
                .containsPattern("-rwxr-xr-x root/root +\\d+ .* ./usr/lib/rollcall-agent/bin/rollcall-agent")
                .containsPattern("-rwxr-xr-x root/root +\\d+ .* ./usr/lib/rollcall-agent/runtime/bin/java")
                .containsPattern("-rwxr-xr-x root/root +\\d+ .* ./usr/lib/rollcall-agent/runtime/lib/jspawnhelper")
                .containsPattern("-rw-r--r-- root/root +\\d+ .* ./usr/lib/rollcall-agent/runtime/lib/modules")
                .containsPattern("-rw-r--r-- root/root +\\d+ .* ./usr/lib/systemd/system/rollcall-agent.service")
                .contains("./usr/bin/rollcall-agent -> /usr/lib/rollcall-agent/bin/rollcall-agent")
                .contains("./usr/share/doc/rollcall-agent/copyright")
                .doesNotContain("./etc/", "./var/");
    }

    /** Long: jdeps takes a quarter of a minute. That the trimmed Java runs the agent is seen by {@link DistributionIT}. */
    @Test
    @Tag("long")
    void trimmedJava_hasEveryModuleThatTheAgentNeeds() {
        ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElse(null);
        assumeTrue(jdeps != null, "needs jdeps");
        StringWriter needed = new StringWriter();
        jdeps.run(
                new PrintWriter(needed),
                new PrintWriter(new StringWriter()),
                "--multi-release",
                "17",
                "--ignore-missing-deps",
                "--print-module-deps",
                "target/sync-agent.jar");
        Set<String> modules =
                new TreeSet<>(Arrays.asList(needed.toString().strip().split(",")));
        // Jackson looks for java.beans and does without; progress bars and the console never draw a window.
        modules.remove("java.desktop");

        assertThat(modules).contains("java.base", "java.sql");
        assertThat(packaged()).containsAll(modules);
    }

    private static Set<String> packaged() {
        try {
            String release = Files.readString(Path.of("target", "runtime", "release"));
            Matcher modules = Pattern.compile("MODULES=\"([^\"]+)\"").matcher(release);
            assertThat(modules.find()).isTrue();
            return new TreeSet<>(Arrays.asList(modules.group(1).split(" ")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "src/deb/control/postinst",
                "src/deb/control/prerm",
                "src/deb/control/postrm",
                "src/dist/bin/rollcall-agent"
            })
    void scripts_areWellFormed(String script) throws Exception {
        Shell.needs("sh");
        assertThat(Shell.run("sh", "-n", script).said()).isEmpty();
    }

    @Test
    void service_isShutIn() throws Exception {
        Shell.needs("systemd-analyze");
        String said = Shell.run("systemd-analyze", "security", "--offline=true", "--no-pager", UNIT.toString())
                .said();
        Matcher exposure = EXPOSURE.matcher(said);
        assumeTrue(exposure.find(), "this systemd cannot look at a unit that is not installed: " + said);

        assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(1.5);
    }
}
