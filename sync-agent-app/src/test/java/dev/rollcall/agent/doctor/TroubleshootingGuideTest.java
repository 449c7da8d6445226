package dev.rollcall.agent.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The guide explains every line of the doctor in the doctor's own words, and no other. */
class TroubleshootingGuideTest {

    private static final Path GUIDE = Path.of("..", "docs", "guide", "troubleshooting.md");
    private static final Pattern HEADING = Pattern.compile("^### (.+) \\(`([\\w-]+)`\\)$", Pattern.MULTILINE);

    @Test
    void everyCheck_isExplained_inItsOwnWords_andInItsOrder() throws IOException {
        String guide = Files.readString(GUIDE);

        assertThat(Check.all().toList()).allSatisfy(check -> assertThat(guide).contains(section(check)));
        List<String> headings = HEADING.matcher(guide)
                .results()
                .map((MatchResult heading) -> heading.group(2))
                .toList();
        assertThat(headings)
                .containsExactlyElementsOf(Check.all().map(Check::id).toList());
    }

    @Test
    void guide_isFoundFromTheListOfGuides() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "README.md"))).contains("guide/troubleshooting.md");
    }

    static String section(Check check) {
        return "### " + check.title() + " (`" + check.id() + "`)\n\n" + level(check) + " " + check.meaning() + "\n\n"
                + "**Do:** " + check.remedy() + "\n";
    }

    private static String level(Check check) {
        if (check.level() == Level.ADVICE) {
            return "*Advice.*";
        }
        return "*Problem, exit code " + check.exitCode() + ".*";
    }
}
