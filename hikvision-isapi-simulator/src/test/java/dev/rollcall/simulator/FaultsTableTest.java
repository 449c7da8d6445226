package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** FAULTS.md names tests and scripts that exist. */
class FaultsTableTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
    private static final Pattern SCRIPT = Pattern.compile("`((?:\\w*Faults?)|\\w+Traits|Cable|StoragePolicy)\\.(\\w+)");

    @Test
    void table_hasEveryFaultOfTheModelOnce() throws IOException {
        assertThat(rows())
                .extracting(Row::id)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 28).mapToObj(i -> "D" + i).toList());
    }

    @Test
    void everyRow_namesTestsThatExist() throws IOException {
        List<String> lost = new ArrayList<>();
        for (Row row : rows()) {
            List<MatchResult> named = TEST.matcher(row.tests()).results().toList();
            assertThat(named).as(row.id()).isNotEmpty();
            named.stream()
                    .filter(test -> !tests(test.group(1)).toList().contains(test.group(2)))
                    .forEach(test -> lost.add(row.id() + " names " + test.group()));
        }
        assertThat(lost).isEmpty();
    }

    @Test
    void everyTestOfAFault_isNamedInItsRow() throws IOException {
        List<Row> rows = rows();
        assertThat(Stream.of("FaultModelTest", "LaterFaultModelTest").flatMap(FaultsTableTest::tests))
                .filteredOn(test -> test.matches("d\\d+_.*"))
                .isNotEmpty()
                .allSatisfy(test -> assertThat(rows)
                        .filteredOn(row -> test.startsWith(row.id().toLowerCase(Locale.ROOT) + "_"))
                        .singleElement()
                        .satisfies(row -> assertThat(row.tests()).contains("#" + test + "`")));
    }

    @Test
    void everyScript_namesAMemberThatExists() throws IOException {
        TreeSet<String> lost = new TreeSet<>();
        for (Row row : rows()) {
            SCRIPT.matcher(row.script())
                    .results()
                    .filter(script -> !members(script.group(1)).contains(script.group(2)))
                    .forEach(script -> lost.add(row.id() + " names " + script.group()));
        }
        assertThat(lost).isEmpty();
    }

    private static Stream<String> tests(String simpleName) {
        return Stream.of(type(simpleName).getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class))
                .map(Method::getName);
    }

    private static List<String> members(String simpleName) {
        Class<?> type = type(simpleName);
        return Stream.concat(
                        Arrays.stream(type.getMethods()).map(Method::getName),
                        Arrays.stream(type.getFields()).map(field -> field.getName()))
                .toList();
    }

    private static Class<?> type(String simpleName) {
        try {
            return Class.forName("dev.rollcall.simulator." + simpleName);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("FAULTS.md names " + simpleName + ", which does not exist", e);
        }
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("FAULTS.md"))) {
            if (line.startsWith("| D")) {
                String[] cells = line.split("\\|", -1);
                assertThat(cells).as(line).hasSize(6);
                rows.add(new Row(cells[1].strip(), cells[3], cells[4]));
            }
        }
        return rows;
    }

    private record Row(String id, String script, String tests) {}
}
