package dev.rollcall.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.documents.Clone;
import dev.rollcall.documents.TestSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The published table of the agent's faults has every row that is promised, and names tests that exist. */
class FaultTableTest {

    private static final Path TABLE = Clone.HOME.resolve("docs/faults/agent.md");
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+) \\| .+ \\| .+ \\| (.+) \\|");

    @Test
    void everyPromisedRow_isThereOnce() throws IOException {
        Map<String, String> rows = rows();
        List<String> missing = new ArrayList<>(promised());
        missing.removeAll(rows.keySet());

        assertThat(rows.values()).allSatisfy(tests -> assertThat(tests).containsPattern(TestSources.NAMED));
        assertThat(missing).as("rows without a test").isEmpty();
    }

    @Test
    void everyTestNamed_exists() throws IOException {
        assertThat(TestSources.ofAllModules().missing(Files.readString(TABLE))).isEmpty();
    }

    private static List<String> promised() {
        return Stream.of(
                        numbered("D", IntStream.rangeClosed(1, 27)),
                        numbered("N", IntStream.rangeClosed(1, 15)),
                        numbered("O", IntStream.of(1, 2, 4, 8, 9)),
                        numbered("A", IntStream.of(1, 2, 3, 5, 6, 7, 8, 9, 12, 15)),
                        numbered("K", IntStream.of(1, 2, 3, 5)),
                        numbered("L", IntStream.of(2)),
                        numbered("C", IntStream.of(1, 2, 4)))
                .flatMap(rows -> rows)
                .toList();
    }

    private static Stream<String> numbered(String letter, IntStream numbers) {
        return numbers.mapToObj(number -> letter + number);
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new TreeMap<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(row.group(1), row.group(2)))
                        .as("row " + row.group(1) + " before")
                        .isNull();
            }
        }
        return rows;
    }
}
