package dev.rollcall.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.documents.Clone;
import dev.rollcall.documents.TestSources;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each promise on the page of reliability names tests that exist and a figure; the README promises nothing that is not there. */
class ReliabilityPageTest {

    private static final int PROMISES = 10;
    private static final Pattern ROW = Pattern.compile("\\| ([PE]\\d+) \\| [^|]+ \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("`(\\w+)`");
    private static final Pattern LINKED = Pattern.compile("\\(\\[([PE]\\d+)]\\(docs/reliability\\.md\\)\\)$");

    @Test
    void everyPromise_namesTestsThatExist_andWhatTheyReached() throws IOException {
        TestSources sources = TestSources.ofAllModules();
        Map<String, String> rows = rows();
        List<String> lost = new ArrayList<>();
        rows.forEach((promise, tests) -> {
            Matcher name = NAME.matcher(tests);
            assertThat(name.find()).as("%s names a test", promise).isTrue();
            do {
                if (!sources.hasTests(name.group(1))) {
                    lost.add(promise + ": " + name.group(1));
                }
            } while (name.find());
        });

        assertThat(rows)
                .containsKeys(IntStream.rangeClosed(1, PROMISES)
                        .mapToObj(number -> "P" + number)
                        .toArray(String[]::new));
        assertThat(lost).isEmpty();
    }

    @Test
    void everyGuaranteeOfTheReadme_isOneOfThem() throws IOException {
        String readme = Files.readString(Clone.HOME.resolve("README.md"));
        String guarantees = readme.substring(readme.indexOf("## What it guarantees"), readme.indexOf("## Try it"));
        List<String> bullets =
                guarantees.lines().filter(line -> line.startsWith("- ")).toList();

        assertThat(bullets).isNotEmpty().allSatisfy(bullet -> {
            Matcher link = LINKED.matcher(bullet);
            assertThat(link.find()).as("%s links to a promise", bullet).isTrue();
            assertThat(rows()).containsKey(link.group(1));
        });
    }

    private static Map<String, String> rows() throws IOException {
        Map<String, String> rows = new LinkedHashMap<>();
        for (String line : Files.readAllLines(Clone.HOME.resolve("docs/reliability.md"))) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(row.group(1), row.group(2))).as(line).isNull();
                assertThat(row.group(3)).as(line).containsPattern("\\d");
            }
        }
        return rows;
    }
}
