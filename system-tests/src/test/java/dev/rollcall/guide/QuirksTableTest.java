package dev.rollcall.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.documents.Clone;
import dev.rollcall.documents.TestSources;
import dev.rollcall.simulator.FirmwareProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The published table of device quirks names tests and profiles that exist, and each quirk once. */
class QuirksTableTest {

    private static final int PROMISED_ROWS = 60;

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
        TestSources sources = TestSources.ofAllModules();
        List<String> lost = new ArrayList<>();
        for (Row row : rows()) {
            for (String name : row.tests()) {
                String[] test = name.split("#", 2);
                if (test.length < 2 || !sources.hasTest(test[0], test[1])) {
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

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(Clone.HOME.resolve("docs/devices/quirks.md"))) {
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

    private record Row(String quirk, String source, String profile, List<String> tests) {}
}
