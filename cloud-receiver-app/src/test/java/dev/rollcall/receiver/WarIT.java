package dev.rollcall.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged file, as a real process. */
class WarIT {

    private static final Path WAR = Path.of("target", "cloud-receiver.war");
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

    @TempDir
    private Path folder;

    private Process start(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar"));
        command.add(WAR.toAbsolutePath().toString());
        command.addAll(List.of(arguments));
        command.add("--rollcall.data-dir=" + folder.resolve("data"));
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }

    @Test
    void war_servesAndAdministers_byJavaAlone() throws Exception {
        Process server = start("server", "--server.address=127.0.0.1", "--server.port=0");
        try {
            await().atMost(Duration.ofSeconds(90)).until(() -> port() > 0 || !server.isAlive());
            assertThat(server.isAlive()).as(() -> read("server.out")).isTrue();
            assertThat(get("/actuator/health/readiness", "")).isEqualTo(200);
            assertThat(page()).contains("Nothing here yet", "token add --role agent", "device add");

            assertThat(start("token", "token", "add", "--role", "reader", "hr").waitFor())
                    .isZero();
            String token = read("token.out");
            assertThat(token).matches("rc_reader_[\\w-]{48}\\R");
            assertThat(get("/api/attendance/events", "Bearer " + token.strip())).isEqualTo(200);
        } finally {
            server.destroy();
            server.waitFor();
        }
        assertThat(read("server.out")).doesNotContain("rc_reader_", " WARN ", " ERROR ");
        assertThat(read("server.err")).isEmpty();
    }

    private int port() {
        Matcher matcher = PORT.matcher(read("server.out"));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private String page() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + "/"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private int get(String path, String authorization) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        return HttpClient.newHttpClient()
                .send(request.build(), BodyHandlers.discarding())
                .statusCode();
    }
}
