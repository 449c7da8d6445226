package dev.rollcall.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.documents.Clone;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every block of code in a guide is a tagged region of something that is built and run. */
class GuideTest {

    private static final Pattern BLOCK = Pattern.compile("```(?:java|xml)\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern REGION = Pattern.compile(
            "(?://|<!--) tag::(\\w+)\\[\\](?: -->)?\\n(.*?)[ \\t]*(?://|<!--) end::\\1\\[\\]", Pattern.DOTALL);
    private static final List<String> SOURCES = List.of(
            "system-tests/src/test/java/dev/rollcall/guide/UseTheLibraryTest.java",
            "system-tests/src/foreign/plain/pom.xml",
            "system-tests/src/foreign/plain/src/test/java/org/example/hr/PunchReaderTest.java",
            "system-tests/src/foreign/boot3/src/test/java/org/example/hr/HrApplicationTest.java");

    @ParameterizedTest
    @ValueSource(strings = "docs/guide/use-the-library.md")
    void codeBlocks_areRegionsOfWhatRuns(String guide) throws IOException {
        List<String> regions = new ArrayList<>();
        for (String source : SOURCES) {
            Matcher region = REGION.matcher(Files.readString(Clone.HOME.resolve(source)));
            while (region.find()) {
                regions.add(region.group(2).stripTrailing().stripIndent().strip());
            }
        }
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(Files.readString(Clone.HOME.resolve(guide)));
        while (block.find()) {
            blocks.add(block.group(1).strip());
        }

        assertThat(blocks).hasSizeGreaterThan(3).isSubsetOf(regions);
    }
}
