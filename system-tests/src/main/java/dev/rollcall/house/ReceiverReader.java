package dev.rollcall.house;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads the receiver by its HTTP interface, as an HR system would. */
public final class ReceiverReader {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final String token;

    public ReceiverReader(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** Tells whether the receiver answers and says it is ready. */
    public boolean isReady() throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/actuator/health"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Returns every event the receiver has of a device, page by page. */
    public List<JsonNode> events(String device) throws InterruptedException {
        List<JsonNode> all = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = page(device, after);
            page.path("events").forEach(all::add);
            String next = page.path("next").asText("");
            if (page.path("events").isEmpty() || next.isEmpty() || next.equals(after)) {
                return all;
            }
            after = next;
        }
    }

    private JsonNode page(String device, String after) throws InterruptedException {
        String query = "device=" + device + "&limit=500"
                + (after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/attendance/events?" + query))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new HouseFailure("the receiver answered " + response.statusCode() + " to " + request.uri() + ": "
                        + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException broken) {
            throw new HouseFailure("the receiver cannot be read at " + request.uri() + ": " + broken);
        }
    }
}
