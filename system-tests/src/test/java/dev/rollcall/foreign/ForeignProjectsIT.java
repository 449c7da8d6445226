package dev.rollcall.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Projects of other people, built by a Maven of their own against what this build packaged: they know neither our parent nor our
 * versions. Each reads a simulated terminal in its tests.
 */
@Order(1)
class ForeignProjectsIT {

    private static final PublishedModules MODULES = PublishedModules.ofThisBuild();
    private static final Path WORK = MODULES.home().resolve("system-tests/target/foreign");
    private static final NestedMaven MAVEN = new NestedMaven(OuterMaven.ofThisBuild(), WORK, WORK.resolve("packaged"));

    @BeforeAll
    static void publish() throws IOException {
        MODULES.copyInto(WORK.resolve("packaged"));
        // What was packaged before under the same version must not be remembered.
        delete(WORK.resolve("local-repository/dev/rollcall"));
    }

    @Test
    void plainProject_readsATerminal_onTheModulePathAndOnTheClassPath() throws Exception {
        Path project = built("plain");

        assertThat(tests(project)).isEqualTo(6);
        assertThat(classPath(project)).noneMatch(jar -> jar.startsWith("spring-"));
        assertThat(loggingBindings(project)).isEmpty();
        assertOneOkHttp(project);
    }

    @Test
    void springBoot3Project_readsATerminal() throws Exception {
        Path project = built("boot3");

        assertThat(tests(project)).isEqualTo(3);
        assertThat(classPath(project)).anyMatch(jar -> jar.matches("spring-boot-3\\.5\\.\\d+\\.jar"));
        assertOneOkHttp(project);
    }

    @Test
    void springBoot4Project_readsATerminal_andMakesFactsOfIt() throws Exception {
        Path project = built("boot4");

        assertThat(tests(project)).isEqualTo(4);
        assertThat(classPath(project)).anyMatch(jar -> jar.matches("spring-boot-4\\.1\\.\\d+\\.jar"));
        assertThat(classPath(project)).anyMatch(jar -> jar.startsWith("attendance-hikvision-"));
        assertOneOkHttp(project);
    }

    private static Path built(String name) throws Exception {
        Path project = WORK.resolve(name);
        delete(project);
        copy(MODULES.home().resolve("system-tests/src/foreign").resolve(name), project);
        MAVEN.run(
                project,
                List.of(
                        "-Drollcall.version=" + MODULES.version(),
                        "test",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.11.0:build-classpath",
                        "-Dmdep.outputFile=target/class-path.txt",
                        "-Dmdep.pathSeparator=|",
                        "-Dmdep.fileSeparator=/"));
        return project;
    }

    /** From 5.0 the jar called okhttp is empty under Maven, and retrofit alone still brings 4.12. */
    private static void assertOneOkHttp(Path project) throws IOException {
        assertThat(classPath(project).filter(jar -> jar.startsWith("okhttp-") && !jar.startsWith("okhttp-digest-")))
                .singleElement()
                .asString()
                .startsWith("okhttp-jvm-5.");
    }

    private static Stream<String> loggingBindings(Path project) throws IOException {
        return classPath(project).filter(jar -> jar.startsWith("logback-") || jar.startsWith("slf4j-simple"));
    }

    /** The names of the jars that the project's tests saw. */
    private static Stream<String> classPath(Path project) throws IOException {
        String paths =
                Files.readString(project.resolve("target/class-path.txt")).strip();
        return Arrays.stream(paths.split("\\|")).map(path -> path.substring(path.lastIndexOf('/') + 1));
    }

    /** How many tests passed, by the reports; none may have been skipped. */
    private static int tests(Path project) throws IOException {
        int passed = 0;
        try (Stream<Path> reports = Files.list(project.resolve("target/surefire-reports"))) {
            for (Path report :
                    (Iterable<Path>) reports.filter(file -> file.toString().endsWith(".xml"))::iterator) {
                String text = Files.readString(report);
                assertThat(text).doesNotContain("<skipped", "<failure", "<error");
                passed += text.split("<testcase ", -1).length - 1;
            }
        }
        return passed;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }
}
