package dev.rollcall.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide's table of settings is the program's: no key is missing, none is invented, and the defaults are these. */
class ConfigurationGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "agent-configuration.md");
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\| (.*?) \\| .{10,} \\|$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Map<String, String> NEEDED = Map.of(
            "ROLLCALL_RECEIVER_URL", "https://a.example",
            "ROLLCALL_RECEIVER_TOKEN", "t",
            "ROLLCALL_DEVICES_0_NAME", "d",
            "ROLLCALL_DEVICES_0_HOST", "h",
            "ROLLCALL_DEVICES_0_USERNAME", "u",
            "ROLLCALL_DEVICES_0_PASSWORD", "p");

    @Test
    void everyKey_isInTheGuide_andNoOther() throws IOException {
        assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(keys());
    }

    @Test
    void defaultsOfTheGuide_areTheProgramsOwn() throws IOException {
        Map<String, String> written = new HashMap<>(NEEDED);
        rows().forEach((key, standard) -> {
            Matcher code = CODE.matcher(standard);
            if (code.find()) {
                written.put(RawSettings.variable(key.replace("[]", "[0]"), true), code.group(1));
            }
        });

        assertThat(written).hasSizeGreaterThan(30);
        assertThat(read(written).toString()).isEqualTo(read(NEEDED).toString());
    }

    private static Set<String> keys() {
        return ConfigReader.keys();
    }

    private static AgentConfig read(Map<String, String> environment) {
        return new ConfigReader(environment).read(Path.of("absent.yaml"));
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        Matcher matcher = ROW.matcher(Files.readString(GUIDE));
        while (matcher.find()) {
            assertThat(rows.put(matcher.group(1), matcher.group(2)))
                    .as(matcher.group(1))
                    .isNull();
        }
        return rows;
    }
}
