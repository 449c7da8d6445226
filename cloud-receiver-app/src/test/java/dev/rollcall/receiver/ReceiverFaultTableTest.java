package dev.rollcall.receiver;

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

/** The published table of the receiver's faults has the rows that are promised, and names tests that exist. */
class ReceiverFaultTableTest {

    private static final Path TABLE = Path.of("../docs/faults/receiver.md");
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+) \\| .+ \\| .+ \\| (`.+) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)#(\\w+)`");

    @Test
    void everyPromisedRow_isThere() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                rows.add(row.group(1));
                assertThat(row.group(2)).containsPattern(NAME);
            }
        }

        assertThat(rows)
                .contains("R5", "R6", "R7", "R8", "R9", "X6", "X7", "X8", "X9", "X10", "X11", "X12")
                .doesNotHaveDuplicates();
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
        try (Stream<Path> files = Files.walk(TESTS)) {
            for (Path file : files.filter(path -> path.endsWith(type + ".java")).toList()) {
                Pattern test = Pattern.compile(
                        "@(Test|ParameterizedTest)\\b((?!\\bvoid\\b).)*\\bvoid " + Pattern.quote(method) + "\\(",
                        Pattern.DOTALL);
                return test.matcher(Files.readString(file)).find();
            }
        }
        return false;
    }
}
