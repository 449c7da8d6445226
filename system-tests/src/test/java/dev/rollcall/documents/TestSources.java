package dev.rollcall.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of all modules as text, so that documents that name tests can be held against them. */
public final class TestSources {

    /** How a document names a test. */
    public static final Pattern NAMED = Pattern.compile("`(\\w+)#(\\w+)`");

    private static final List<String> MODULES = List.of(
            "hikvision-isapi-client",
            "hikvision-isapi-simulator",
            "attendance-core",
            "attendance-hikvision",
            "sync-agent-app",
            "cloud-receiver-app",
            "system-tests");
    private static final Pattern TEST =
            Pattern.compile("\\s*@(Test|ParameterizedTest|RepeatedTest|TestFactory|FuzzTest)\\b");

    private final Map<String, String> sources;

    private TestSources(Map<String, String> sources) {
        this.sources = sources;
    }

    /** Reads the tests of all modules. */
    public static TestSources ofAllModules() throws IOException {
        Map<String, String> sources = new HashMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Clone.HOME.resolve(module).resolve("src/test/java"))) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file -> sources.merge(className(file), read(file), String::concat));
            }
        }
        return new TestSources(sources);
    }

    /** Tells whether a class has a test of its own. */
    public boolean hasTests(String type) {
        return sources.getOrDefault(type, "")
                .lines()
                .anyMatch(line -> TEST.matcher(line).lookingAt());
    }

    /** Tells whether a class has a method of that name with an annotation of JUnit between it and the member before it. */
    public boolean hasTest(String type, String method) {
        List<String> lines = sources.getOrDefault(type, "").lines().toList();
        Pattern head = Pattern.compile("\\s{4,}(public |static )*[\\w<>?.]+ " + Pattern.quote(method) + "\\(.*");
        for (int at = 0; at < lines.size(); at++) {
            if (head.matcher(lines.get(at)).matches() && isAnnotatedAsTest(lines, at)) {
                return true;
            }
        }
        return false;
    }

    /** Returns those of the tests that a text names, as {@code `Type#method`}, that do not exist. */
    public List<String> missing(String text) {
        return NAMED.matcher(text)
                .results()
                .filter(name -> !hasTest(name.group(1), name.group(2)))
                .map(MatchResult::group)
                .toList();
    }

    private static boolean isAnnotatedAsTest(List<String> lines, int at) {
        for (int above = at - 1; above >= 0 && !lines.get(above).strip().equals("}"); above--) {
            if (TEST.matcher(lines.get(above)).lookingAt()) {
                return true;
            }
        }
        return false;
    }

    private static String className(Path file) {
        return file.getFileName().toString().replace(".java", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
