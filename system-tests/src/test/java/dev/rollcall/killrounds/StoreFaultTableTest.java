package dev.rollcall.killrounds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.documents.Clone;
import dev.rollcall.documents.TestSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The published table of the store's faults has every row that is promised, and names tests that exist. */
class StoreFaultTableTest {

    private static final Path TABLE = Clone.HOME.resolve("docs/faults/receiver-store.md");
    private static final List<String> PROMISED =
            List.of("R1", "R3", "R12", "P1", "P2", "P3", "P5", "P6", "P8", "P10", "P11", "P12", "P13", "P14");
    private static final Pattern ROW = Pattern.compile("\\| ([A-Z]\\d+[a-z]?) \\| .+ \\| .+ \\| (`.+`) \\|");

    @Test
    void everyPromisedRow_isThere_andNamesATest() throws IOException {
        List<String> rows = new ArrayList<>();
        for (String line : Files.readAllLines(TABLE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(row.group(2)).containsPattern(TestSources.NAMED);
                rows.add(row.group(1));
            }
        }
        assertThat(rows).doesNotHaveDuplicates().containsAll(PROMISED);
    }

    @Test
    void everyTestNamed_exists() throws IOException {
        assertThat(TestSources.ofAllModules().missing(Files.readString(TABLE))).isEmpty();
    }
}
