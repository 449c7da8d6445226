package dev.rollcall.foreign;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * What this build would publish, as it lies in the target folders.
 *
 * @param home    the folder of the clone
 * @param version the version of this build
 */
record PublishedModules(Path home, String version) {

    /** The libraries that other teams take. */
    static final List<String> LIBRARIES =
            List.of("attendance-core", "attendance-hikvision", "hikvision-isapi-client", "hikvision-isapi-simulator");

    static final String BOM = "rollcall-bom";

    static PublishedModules ofThisBuild() {
        return new PublishedModules(
                Path.of(OuterMaven.property("rollcall.home")), OuterMaven.property("rollcall.version"));
    }

    Path pom(String module) {
        return home.resolve(module).resolve("target/published-pom.xml");
    }

    Path jar(String module) {
        return artifact(module, ".jar");
    }

    Path sources(String module) {
        return artifact(module, "-sources.jar");
    }

    Path javadoc(String module) {
        return artifact(module, "-javadoc.jar");
    }

    /** Lays them out as a repository would hold them after a deployment. */
    void copyInto(Path repository) throws IOException {
        place(pom(BOM), repository, BOM, ".pom");
        for (String module : LIBRARIES) {
            place(pom(module), repository, module, ".pom");
            place(jar(module), repository, module, ".jar");
        }
    }

    private Path artifact(String module, String ending) {
        return home.resolve(module).resolve("target").resolve(module + "-" + version + ending);
    }

    private void place(Path file, Path repository, String module, String ending) throws IOException {
        Path folder = repository.resolve("dev/rollcall").resolve(module).resolve(version);
        Files.createDirectories(folder);
        Files.copy(file, folder.resolve(module + "-" + version + ending), StandardCopyOption.REPLACE_EXISTING);
    }
}
