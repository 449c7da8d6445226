package dev.rollcall.house;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The agent as it is shipped, unpacked from its zip and run by its start script.
 *
 * @param home the folder it was unpacked to
 */
public record Distribution(Path home) {

    private static final String NAME = "rollcall-agent";

    /** Returns where the build puts the zip. */
    public static Path zip(Artifacts artifacts) {
        return artifacts.home().resolve("sync-agent-app/target/" + NAME + ".zip");
    }

    /** Unpacks it into a folder. */
    public static Distribution unpacked(Artifacts artifacts, Path folder) throws IOException {
        try (ZipFile content = new ZipFile(zip(artifacts).toFile())) {
            List<? extends ZipEntry> files =
                    content.stream().filter(entry -> !entry.isDirectory()).toList();
            for (ZipEntry entry : files) {
                Path file = folder.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(content.getInputStream(entry), file);
            }
        }
        return new Distribution(folder.resolve(NAME));
    }

    /** Returns a command of the agent with this configuration, run by the Java of this process; what it says goes into a file. */
    public ProcessBuilder command(Path configuration, Path said, String... command) {
        List<String> line = new ArrayList<>(
                List.of("/bin/sh", home.resolve("bin/" + NAME).toString(), "--config", configuration.toString()));
        line.addAll(List.of(command));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder;
    }
}
