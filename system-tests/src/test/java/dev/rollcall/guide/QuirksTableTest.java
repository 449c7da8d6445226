package dev.rollcall.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.simulator.FirmwareProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published table of device quirks names tests and profiles that exist, and each quirk once. */
class QuirksTableTest {

    private static final Path HOME = GuideTest.HOME;
    private static final List<String> MODULES = List.of(
            "hikvision-isapi-client",
            "hikvision-isapi-simulator",
            "attendance-core",
            "attendance-hikvision",
            "sync-agent-app",
            "cloud-receiver-app",
            "system-tests");
    private static final int PROMISED_ROWS = 60;
    private static final Pattern TEST =
            Pattern.compile("\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest)\\b");

    @Test
    void table_isLongEnoughAndSaysNothingTwice() throws IOException {
        List<Row> rows = rows();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(PROMISED_ROWS);
        assertThat(rows).extracting(Row::quirk).doesNotHaveDuplicates();
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.quirk()).isNotBlank();
            assertThat(row.source()).isNotBlank();
        });
    }

    @Test
    void everyRow_namesATestThatExists() throws IOException {
        Map<String, String> sources = testSources();
        List<String> lost = new ArrayList<>();
        for (Row row : rows()) {
            for (String name : row.tests()) {
                String[] test = name.split("#", 2);
                String source = sources.getOrDefault(test[0], "");
                if (test.length < 2 || !hasTest(source, test[1])) {
                    lost.add(name + " for: " + row.quirk());
                }
            }
        }

        assertThat(lost).isEmpty();
    }

    @Test
    void everyRow_namesAProfileThatExists() throws IOException {
        Set<String> profiles = FirmwareProfile.all().stream()
                .map(FirmwareProfile::name)
                .collect(Collectors.toCollection(HashSet::new));
        profiles.add("any");

        assertThat(rows())
                .allSatisfy(row -> assertThat(profiles)
                        .as(row.quirk())
                        .containsAll(List.of(row.profile().split(",\\s*"))));
    }

    /** A method of that name with an annotation of JUnit between it and the member before it. */
    private static boolean hasTest(String source, String method) {
        List<String> lines = source.lines().toList();
        Pattern head = Pattern.compile("\\s{4,}(public |static )*[\\w<>?.]+ " + Pattern.quote(method) + "\\(.*");
        for (int at = 0; at < lines.size(); at++) {
            if (head.matcher(lines.get(at)).matches() && isAnnotatedAsTest(lines, at)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAnnotatedAsTest(List<String> lines, int at) {
        for (int above = at - 1; above >= 0 && !lines.get(above).strip().equals("}"); above--) {
            if (TEST.matcher(lines.get(above)).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(HOME.resolve("docs/devices/quirks.md"))) {
            if (line.startsWith("| ") && !line.startsWith("| Quirk ")) {
                String[] cells = line.split("(?<!\\\\)\\|", -1);
                assertThat(cells).as(line).hasSize(6);
                rows.add(new Row(
                        cells[1].strip(),
                        cells[2].strip(),
                        cells[3].strip(),
                        List.of(cells[4].strip().replace("`", "").split(",\\s*"))));
            }
        }
        return rows;
    }

    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> sources.merge(className(file), read(file), String::concat));
            }
        }
        return sources;
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private record Row(String quirk, String source, String profile, List<String> tests) {}
}
