package dev.rollcall.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Runs Maven on projects that are not of this build, with a local repository of their own. What it finds in the outer local
 * repository it takes from there; what it had to download it leaves there (see {@link Lending}).
 */
final class NestedMaven {

    private static final long LONGEST_SECONDS = 900;
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    private static final Set<String> OF_THE_OUTER_RUN =
            Set.of("MAVEN_BASEDIR", "MAVEN_PROJECTBASEDIR", "MAVEN_CMD_LINE_ARGS", "MAVEN_DEBUG_OPTS");

    private final OuterMaven outer;
    private final Path work;
    private final Path packaged;

    /** {@code work}: a folder of its own; {@code packaged}: a repository with what this build packaged. */
    NestedMaven(OuterMaven outer, Path work, Path packaged) {
        this.outer = outer;
        this.work = work;
        this.packaged = packaged;
    }

    /** Runs it in a project's folder and fails with what it printed if the build did not succeed. */
    void run(Path project, List<String> arguments) throws Exception {
        // Without a folder of its own Maven would take ours, and with it our JVM options.
        Files.createDirectories(project.resolve(".mvn"));
        Path settings = work.resolve("global-settings.xml");
        ForeignSettings.write(settings, outer.globalSettings(), packaged, outer.localRepository());
        List<String> command = command(settings);
        command.addAll(arguments);
        try {
            Path printed = project.resolve("maven.out");
            int exitCode = exitCode(process(command, project, printed));
            if (exitCode != 0) {
                throw new AssertionError(
                        "Maven ended with " + exitCode + " in " + project + ":\n" + Files.readString(printed));
            }
        } finally {
            new Lending(work.resolve("local-repository"), outer.localRepository()).lend();
        }
    }

    private static Process process(List<String> command, Path project, Path printed) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeAll(OF_THE_OUTER_RUN);
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.merge("MAVEN_OPTS", SHORT_LIVED, (theirs, ours) -> theirs + " " + ours);
        return builder.start();
    }

    private static int exitCode(Process maven) throws InterruptedException {
        if (!maven.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
            maven.destroyForcibly().waitFor();
            throw new AssertionError("Maven did not end within " + LONGEST_SECONDS + " s");
        }
        return maven.exitValue();
    }

    private List<String> command(Path settings) {
        List<String> command = new ArrayList<>(List.of(
                outer.script().toString(),
                "-B",
                "-ntp",
                "-gs",
                settings.toString(),
                "-DargLine=" + SHORT_LIVED,
                "-Dmaven.repo.local=" + work.resolve("local-repository"),
                "-Dstyle.color=never"));
        Path user = outer.userSettings();
        if (user != null) {
            command.add("-s");
            command.add(user.toString());
        }
        if (outer.offline()) {
            command.add("-o");
            command.add("-Daether.offline.protocols=file");
        }
        return command;
    }
}
