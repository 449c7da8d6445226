package dev.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/**
 * The original script, rebuilt from its description: it posts the device's address, user, password and a window of five hours, and waits at
 * most 30 seconds. The real one asks for the last five hours every hour, so for each hour five times; this one asks for each hour once.
 */
final class OriginalScript {

    private static final Duration WINDOW = Duration.ofHours(5);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final URI endpoint;
    private final int devicePort;

    OriginalScript(URI endpoint, int devicePort) {
        this.endpoint = endpoint;
        this.devicePort = devicePort;
    }

    /** Lets the endpoint read window after window until the time is over; returns what was stored and how long that took. */
    Result run(OffsetDateTime start, Duration atLeast) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long stored = 0;
        OffsetDateTime from = start;
        while (System.nanoTime() - begun < atLeast.toNanos() && from.isBefore(OffsetDateTime.now())) {
            OffsetDateTime to = from.plus(WINDOW);
            stored += once(from, to.minusSeconds(1));
            from = to;
        }
        return new Result(stored, (System.nanoTime() - begun) / 1e9, from);
    }

    private long once(OffsetDateTime from, OffsetDateTime to) throws IOException, InterruptedException {
        String body = json.writeValueAsString(Map.of(
                "deviceIp",
                "127.0.0.1",
                "port",
                devicePort,
                "username",
                "admin",
                "password",
                BenchDevice.PASSWORD,
                "startTime",
                SECONDS.format(from),
                "endTime",
                SECONDS.format(to)));
        HttpResponse<byte[]> answer = http.send(
                HttpRequest.newBuilder(endpoint)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        JsonNode told = json.readTree(answer.body());
        if (answer.statusCode() != 200) {
            throw new IOException("the endpoint answered " + told);
        }
        return told.path("recordsProcessed").asLong();
    }

    /**
     * What came of it.
     *
     * @param stored  records stored
     * @param seconds how long that took
     * @param next    where the next window begins
     */
    record Result(long stored, double seconds, OffsetDateTime next) {

        double perSecond() {
            return stored / seconds;
        }
    }
}
