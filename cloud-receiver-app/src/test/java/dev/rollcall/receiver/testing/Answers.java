package dev.rollcall.receiver.testing;

import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads answers. */
public final class Answers {

    private static final JsonMapper JSON = new JsonMapper();

    private Answers() {}

    public static JsonNode json(HttpResponse<String> response) {
        return JSON.readTree(response.body());
    }

    public static String problem(HttpResponse<String> response) {
        if (!response.headers().firstValue("Content-Type").orElse("").equals("application/problem+json")) {
            throw new AssertionError("no problem but " + response + ": " + response.body());
        }
        JsonNode problem = json(response);
        return response.statusCode() + " "
                + problem.path("type").asString().replace("https://rollcall.dev/problems/", "");
    }
}
