package dev.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
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
 * with the answer to the digest challenge that came. The connection is kept, which is kinder than the scripts are, or not.
 */
final class FreshDigestReader {

    private static final String PATH = "/ISAPI/AccessControl/AcsEvent?format=json";
    private static final Pattern PARAMETER = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final String BODY = """
            {"AcsEventCond":{"searchID":"bench","searchResultPosition":%d,"maxResults":30,"major":0,"minor":0,\
            "startTime":"%s","endTime":"%s"}}""";

    private final ObjectMapper json = new ObjectMapper();
    private final Trip trip;

    private FreshDigestReader(Trip trip) {
        this.trip = trip;
    }

    /** One connection for everything. */
    static FreshDigestReader onOneConnection(int port) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return new FreshDigestReader((body, authorization) -> kept(http, address(port), body, authorization));
    }

    /** A connection for each request, as HTTP clients do that are used without a session or an agent. */
    static FreshDigestReader onManyConnections(int port) {
        return new FreshDigestReader((body, authorization) -> closed(address(port), body, authorization));
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
        String challenge = trip.send(body, null).challenge();
        Answer answer = trip.send(body, answer(challenge));
        if (answer.status() != 200) {
            throw new IOException("the device answered " + answer.status());
        }
        return answer.body();
    }

    private static URI address(int port) {
        return URI.create("http://127.0.0.1:" + port + PATH);
    }

    private static Answer kept(HttpClient http, URI address, String body, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return new Answer(
                response.statusCode(),
                response.headers().firstValue("WWW-Authenticate").orElse(""),
                response.body());
    }

    private static Answer closed(URI address, String body, String authorization) throws IOException {
        HttpURLConnection request = (HttpURLConnection) address.toURL().openConnection();
        request.setRequestProperty("Connection", "close");
        request.setRequestProperty("Content-Type", "application/json");
        if (authorization != null) {
            request.setRequestProperty("Authorization", authorization);
        }
        request.setDoOutput(true);
        try (OutputStream out = request.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        int status = request.getResponseCode();
        try (InputStream in = status < 400 ? request.getInputStream() : request.getErrorStream()) {
            byte[] answer = in == null ? new byte[0] : in.readAllBytes();
            return new Answer(status, request.getHeaderField("WWW-Authenticate"), answer);
        }
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

    /** Sends one request; without authorization the first time. */
    private interface Trip {
        Answer send(String body, String authorization) throws Exception;
    }

    /** What came back. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Answer(int status, String challenge, byte[] body) {}

    /** Takes rows. */
    interface Rows {
        void take(JsonNode row) throws Exception;
    }
}
