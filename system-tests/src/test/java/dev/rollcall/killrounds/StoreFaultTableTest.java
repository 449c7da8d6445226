package dev.rollcall.killrounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published table of the store's faults has every row that is promised, and names tests that exist. */
class StoreFaultTableTest {

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path TABLE = HOME.resolve("docs/faults/receiver-store.md");
    private static final List<Path> TESTS =
            List.of(HOME.resolve("cloud-receiver-app/src/test/java"), HOME.resolve("system-tests/src/test/java"));
    private static final List<String> PROMISED =
            List.of("R1", "R3", "R12", "P1", "P2", "P3", "P5", "P6", "P8", "P10", "P11", "P12", "P13", "P14");
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+[a-z]?) \\| .+ \\| .+ \\| (`.+`) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyPromisedRow_isThere_andNamesATest() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(row.group(2)).containsPattern(NAME);
                rows.add(row.group(1));
            }
        }
        assertThat(rows).doesNotHaveDuplicates().containsAll(PROMISED);
    }

    @Test
    void everyTestNamed_exists() throws IOException {
        List<String> lost = new ArrayList<>();
        Matcher names = NAME.matcher(Files.readString(TABLE));
        while (names.find()) {
            if (!exists(names.group(1), names.group(2))) {
                lost.add(names.group());
            }
        }
        assertThat(lost).isEmpty();
    }

    private static boolean exists(String type, String method) throws IOException {
        Pattern test = Pattern.compile(
                "@(Test|ParameterizedTest)\\b(?:(?!\\bvoid\\b).)*\\bvoid " + Pattern.quote(method) + "\\(",
                Pattern.DOTALL);
        for (Path tests : TESTS) {
            try (Stream<Path> files = Files.walk(tests)) {
                for (Path file :
                        files.filter(path -> path.endsWith(type + ".java")).toList()) {
                    return test.matcher(Files.readString(file)).find();
                }
            }
        }
        return false;
    }
}
