package dev.rollcall.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rollcall.receiver.testing.Dribble;
import jakarta.el.ELContext;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged file, deployed in a Tomcat that brings nothing of its own but Tomcat. */
class DeployedWarIT {

    private static final Path WAR = Path.of("target", "cloud-receiver.war");

    @TempDir
    private Path folder;

    @Test
    void war_servesInATomcatOfSomebodyElse() throws Exception {
        Process tomcat = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Drollcall.data-dir=" + folder.resolve("data"),
                        "-Drollcall.intake.linger=300ms",
                        "-cp",
                        tomcatAlone(),
                        BareTomcat.class.getName(),
                        WAR.toAbsolutePath().toString(),
                        folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("tomcat.out").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(90)).until(() -> port() > 0 || !tomcat.isAlive());
            HttpResponse<String> health = get("/actuator/health");

            assertThat(health.statusCode()).as(this::printed).isEqualTo(200);
            assertThat(health.body()).contains("UP");
            assertThat(get("/").body()).contains("Nothing here yet");
            assertThat(get("/api/attendance/events").statusCode()).isEqualTo(401);
            assertThat(folder.resolve("data/rollcall.db")).exists();
            assertThat(postSlowly()).startsWith("HTTP/1.1 404");
        } finally {
            tomcat.destroy();
            tomcat.waitFor();
        }
    }

    /** Sends a body without end that nobody wants, and returns the answer once the connection is closed. */
    private String postSlowly() throws IOException {
        String head =
                "POST /api/attendance/webhook/unknown HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n";
        try (Dribble dribble = Dribble.to(port(), head, Duration.ofMillis(50))) {
            return dribble.answer(Duration.ofSeconds(20));
        }
    }

    /** The class path with Tomcat, what it stands on, and the one test class that starts it. */
    private static String tomcatAlone() {
        return Stream.of(Tomcat.class, ELContext.class, annotations(), BareTomcat.class)
                .map(DeployedWarIT::locationOf)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Class<?> annotations() {
        try {
            return Class.forName("jakarta.annotation.PostConstruct");
        } catch (ClassNotFoundException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static String locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private int port() {
        return printed()
                .lines()
                .filter(line -> line.startsWith(BareTomcat.PORT))
                .map(line -> Integer.valueOf(line.substring(BareTomcat.PORT.length())))
                .findFirst()
                .orElse(0);
    }

    private String printed() {
        try {
            return Files.readString(folder.resolve("tomcat.out"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
