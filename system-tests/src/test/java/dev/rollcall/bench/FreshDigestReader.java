package dev.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client to compare with: what most scripts for these terminals do. Each page is first asked without a password, and asked again
 * with the answer to the digest challenge that came. The connection is kept.
 */
final class FreshDigestReader {

    private static final String PATH = "/ISAPI/AccessControl/AcsEvent?format=json";
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final String BODY = """
            {"AcsEventCond":{"searchID":"bench","searchResultPosition":%d,"maxResults":30,"major":0,"minor":0,\
            "startTime":"%s","endTime":"%s"}}""";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final URI address;

    FreshDigestReader(int port) {
        this.address = URI.create("http://127.0.0.1:" + port + PATH);
    }

    /** Reads pages until the search or the number of pages ends; returns how many events and pages there were. */
    int[] read(String start, String end, int pages) throws Exception {
        return read(start, end, pages, row -> {});
    }

    /** The same, and hands over each row as it came. */
    int[] read(String start, String end, int pages, Rows rows) throws Exception {
        int events = 0;
        for (int page = 1; page <= pages; page++) {
            JsonNode found =
                    json.readTree(page(BODY.formatted(events, start, end))).path("AcsEvent");
            for (JsonNode row : found.path("InfoList")) {
                rows.take(row);
                events++;
            }
            if (!found.path("responseStatusStrg").asText().equals("MORE")) {
                return new int[] {events, page};
            }
        }
        return new int[] {events, pages};
    }

    private byte[] page(String body) throws Exception {
        HttpResponse<byte[]> challenge = send(body, null);
        String header = challenge.headers().firstValue("WWW-Authenticate").orElseThrow();
        HttpResponse<byte[]> answer = send(body, answer(header));
        if (answer.statusCode() != 200) {
            throw new IOException("the device answered " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<byte[]> send(String body, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static String answer(String challenge) throws NoSuchAlgorithmException {
        String realm = parameter(challenge, "realm");
        String nonce = parameter(challenge, "nonce");
        String secret = md5("admin:" + realm + ":" + BenchDevice.PASSWORD);
        String response = md5(secret + ":" + nonce + ":00000001:bench:auth:" + md5("POST:" + PATH));
        return "Digest username=\"admin\", realm=\"" + realm + "\", nonce=\"" + nonce + "\", uri=\"" + PATH
                + "\", qop=auth, nc=00000001, cnonce=\"bench\", response=\"" + response + "\"";
    }

    private static String parameter(String challenge, String name) {
        Matcher parameters = PARAMETER.matcher(challenge);
        while (parameters.find()) {
            if (parameters.group(1).equals(name)) {
                return parameters.group(2);
            }
        }
        throw new IllegalStateException(name + " is missing in the challenge");
    }

    private static String md5(String text) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Takes rows. */
    interface Rows {
        void take(JsonNode row) throws Exception;
    }
}
