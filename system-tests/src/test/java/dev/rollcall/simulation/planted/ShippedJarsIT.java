package dev.rollcall.simulation.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** What is shipped carries no planted bug, no switch for one, and nothing of the simulation. */
class ShippedJarsIT {

    private static final Path HOME = Path.of(System.getProperty("rollcall.home"));
    private static final List<String> WORDS = List.of(
            "dev/rollcall/simulation", "dev.rollcall.simulation", "PlantedBug", "rollcall.planted", "InMemoryStore");

    @Test
    void shippedJars_carryNothingOfTheSimulation() throws IOException {
        List<Path> shipped = shipped();
        List<String> found = new ArrayList<>();
        for (Path jar : shipped) {
            try (InputStream stream = Files.newInputStream(jar)) {
                search(jar.getFileName().toString(), stream, found);
            }
        }

        assertThat(shipped).hasSizeGreaterThanOrEqualTo(6);
        assertThat(found).isEmpty();
    }

    private static List<Path> shipped() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String module : List.of(
                "attendance-core",
                "attendance-hikvision",
                "cloud-receiver-app",
                "hikvision-isapi-client",
                "hikvision-isapi-simulator",
                "sync-agent-app")) {
            try (Stream<Path> files = Files.list(HOME.resolve(module).resolve("target"))) {
                files.filter(ShippedJarsIT::isShipped).forEach(jars::add);
            }
        }
        return jars;
    }

    private static boolean isShipped(Path file) {
        String name = file.getFileName().toString();
        return (name.endsWith(".jar") || name.endsWith(".war"))
                && !name.endsWith("-tests.jar")
                && !name.startsWith("original-");
    }

    /** Looks at the names of all entries, and into our own classes and settings, also in jars within the WAR. */
    private static void search(String where, InputStream stream, List<String> found) throws IOException {
        ZipInputStream zip = new ZipInputStream(stream);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            if (name.endsWith(".jar")) {
                search(where + "!" + name, zip, found);
            } else {
                boolean ours = name.contains("dev/rollcall/") || name.endsWith(".yaml") || name.endsWith(".properties");
                String text = ours ? new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1) : "";
                WORDS.stream()
                        .filter(word -> name.contains(word) || text.contains(word))
                        .forEach(word -> found.add(where + "!" + name + ": " + word));
            }
        }
    }
}
