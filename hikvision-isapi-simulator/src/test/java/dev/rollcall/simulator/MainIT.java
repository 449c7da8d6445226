package dev.rollcall.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs the packaged jar as a person would. */
class MainIT {
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void stop() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void jar_listensAndPushesLiveEvents() throws Exception {
        try (PushReceiver receiver = new PushReceiver()) {
            Process process = run(
                    "Secret-12",
                    "--port",
                    "0",
                    "--events",
                    "50",
                    "--zone",
                    "Asia/Colombo",
                    "--profile",
                    "k1t341cmfw",
                    "--push-to",
                    receiver.url().toString(),
                    "--live-every",
                    "100");
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            String line = out.readLine();
            assertThat(line).matches("listening on http://127\\.0\\.0\\.1:\\d+");
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create(line.substring("listening on ".length())))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(receiver.next().serial()).isEqualTo(51);
            assertThat(receiver.next().serial()).isEqualTo(52);
            assertThat(out.ready()).as("more than one line was printed").isFalse();
        }
    }

    @Test
    void jar_withWrongArgumentsEndsWith2AndSaysWhy() throws Exception {
        assertRefused("", "a password is needed: give --password or set ROLLCALL_SIM_PASSWORD");
        assertRefused("pw", "--profile \"K9\" is unknown; known are GENERIC, K1A8503MF", "--profile", "K9");
        assertRefused("pw", "--zone must name a time zone", "--zone", "Colombo");
        assertRefused("pw", "--port must lie between 0 and 65535, got 70000", "--port", "70000");
        assertRefused("pw", "--push-to must be a whole http:// or https:// address", "--push-to", "https:host");
        assertRefused("pw", "Unknown option: '--prot=1'", "--prot=1");
        assertRefused("pw", "--replay: cannot read no-such-file", "--replay", "no-such-file");
    }

    @Test
    void jar_onATakenPortEndsWith1AndSaysWhy() throws Exception {
        try (DeviceSimulator other = DeviceSimulator.builder().start()) {
            Process process = run("pw", "--port", Integer.toString(other.port()));
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("cannot listen on 127.0.0.1:" + other.port(), "choose another --port");
            assertThat(process.exitValue()).isEqualTo(1);
        }
    }

    private void assertRefused(String password, String message, String... arguments) throws Exception {
        Process process = run(password, arguments);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        String error = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(error).contains(message);
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
    }

    private Process run(String password, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "hikvision-isapi-simulator.jar").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("ROLLCALL_SIM_PASSWORD", password);
        Process process = builder.start();
        processes.add(process);
        return process;
    }
}
