package dev.rollcall.receiver.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of requirements and of faults have every promised row, and each names a test that exists, or says why there is none. */
class SecurityTableTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("\\| (X?[\\d.]+) \\| .+ \\| (.+) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)#(\\w+)`");

    private static final List<String> REQUIREMENTS = List.of(
            "1.2.4",
            "1.3.6",
            "1.4.2",
            "1.5.1-3",
            "2.2.1-3",
            "2.3.3-4",
            "2.4.1",
            "4.1.1-5",
            "4.2.1",
            "5.1.1",
            "5.2.1",
            "5.2.3",
            "5.3.2",
            "6.3.1",
            "6.5.2",
            "8.2.1-2",
            "8.3.1",
            "8.4.1",
            "11.2.3-4",
            "11.4.1",
            "12.1.1",
            "12.2.1",
            "12.3.1-2",
            "12.3.4",
            "13.1.3",
            "13.2.1-6",
            "13.3.1",
            "13.3.4",
            "13.4.2",
            "13.4.4-5",
            "14.1.1",
            "14.2.1",
            "14.2.4",
            "14.2.7-8",
            "15.1.1-3",
            "15.2.1-4",
            "15.3.1-7",
            "15.4.1-4",
            "16.1.1",
            "16.2.1-5",
            "16.3.1-4",
            "16.4.1-3",
            "16.5.1-4");

    private static Stream<String> each(String range) {
        int dash = range.indexOf('-');
        if (dash < 0) {
            return Stream.of(range);
        }
        int dot = range.lastIndexOf('.');
        String chapter = range.substring(0, dot + 1);
        return IntStream.rangeClosed(
                        Integer.parseInt(range.substring(dot + 1, dash)), Integer.parseInt(range.substring(dash + 1)))
                .mapToObj(number -> chapter + number);
    }

    private static Map<String, String> rows(String file) throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(HOME.resolve(file))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(row.group(1), row.group(2)))
                        .as(row.group(1) + " twice")
                        .isNull();
            }
        }
        return rows;
    }

    @Test
    void everyRequirement_hasARow_withATestOrAReason() throws IOException {
        Map<String, String> rows = rows("docs/security.md");

        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        REQUIREMENTS.stream().flatMap(SecurityTableTest::each).toList());
        assertThat(rows)
                .allSatisfy((item, held) -> assertThat(NAME.matcher(held).find() || held.length() > 25)
                        .as(item)
                        .isTrue());
    }

    @Test
    void everyAbuse_ofHttp_hasARowWithATest() throws IOException {
        assertThat(rows("docs/faults/receiver-http.md"))
                .containsKeys("X1", "X2", "X3", "X4", "X5", "X13", "X14", "X15", "X16", "X24")
                .allSatisfy((row, held) -> assertThat(held).as(row).containsPattern(NAME));
    }

    @ParameterizedTest
    @ValueSource(strings = {"docs/security.md", "docs/faults/receiver-http.md"})
    void everyTestNamed_exists(String file) throws IOException {
        List<String> lost = new ArrayList<>();
        Matcher names = NAME.matcher(Files.readString(HOME.resolve(file)));
        while (names.find()) {
            if (!exists(names.group(1), names.group(2))) {
                lost.add(names.group());
            }
        }

        assertThat(lost).isEmpty();
    }

    private static boolean exists(String type, String method) throws IOException {
        Pattern test = Pattern.compile(
                "@(Test|ParameterizedTest)\\b(?:(?!\\bvoid\\b).)*?\\bvoid " + Pattern.quote(method) + "\\(",
                Pattern.DOTALL);
        try (Stream<Path> modules = Files.list(HOME)) {
            for (Path folder : modules.map(module -> module.resolve("src/test/java"))
                    .filter(Files::isDirectory)
                    .toList()) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path found :
                            files.filter(path -> path.endsWith(type + ".java")).toList()) {
                        return test.matcher(Files.readString(found)).find();
                    }
                }
            }
        }
        return false;
    }
}
