package dev.rollcall.receiver.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.receiver.config.SettingNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;

/** The guide's table of settings is the settings. */
class SettingsTableTest {

    private static final Pattern ROW = Pattern.compile("\\| `(rollcall\\.[a-z.-]+)` \\| ([^|]*) \\| .+ \\|");

    private static Map<String, String> table() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Path.of("../docs/guide/run-the-receiver.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(row.group(1), row.group(2).strip().replace("`", "")))
                        .as("twice: " + row.group(1))
                        .isNull();
            }
        }
        return rows;
    }

    @Test
    void table_hasEverySetting_withWhatItIsWhereItIsNotSet() throws IOException {
        Map<String, String> settings = SettingNames.all().stream()
                .collect(Collectors.toMap(SettingNames.Setting::name, SettingNames.Setting::standard));

        assertThat(table()).containsExactlyInAnyOrderEntriesOf(settings);
    }

    @Test
    void everyClassOfSettings_isLookedAt() {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));

        assertThat(scan.findCandidateComponents("dev.rollcall.receiver"))
                .extracting(bean -> bean.getBeanClassName())
                .allSatisfy(name -> {
                    Class<?> type = Class.forName(name);
                    String prefix =
                            type.getAnnotation(ConfigurationProperties.class).value();
                    assertThat(SettingNames.all())
                            .as(name + " belongs into SettingNames")
                            .anyMatch(setting -> setting.name()
                                    .equals(prefix + "." + kebab(type.getRecordComponents()[0].getName())));
                });
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
    }
}
