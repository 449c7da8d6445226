package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The README of this module, whose examples are marked regions of passing tests. */
final class Readme {

    private Readme() {}

    static String text() throws IOException {
        return Files.readString(Path.of("README.md"));
    }

    /** Checks that the README shows the region that {@code tag} marks in the source of {@code test}. */
    static void showsRegion(Class<?> test, String tag) throws IOException {
        String source = Files.readString(Path.of("src/test/java", test.getName().replace('.', '/') + ".java"));
        String begin = "// tag::" + tag + "[]";
        int at = source.indexOf(begin);
        int end = source.indexOf("// end::" + tag + "[]");
        assertThat(at).as("region %s", tag).isPositive().isLessThan(end);
        assertThat(text())
                .contains(
                        source.substring(at + begin.length(), end).stripIndent().strip());
    }
}
