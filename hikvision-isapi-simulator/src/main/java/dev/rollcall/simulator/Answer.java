package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An answer before it goes out. Immutable. */
final class Answer {
    private final int status;
    private final String contentType;
    private final byte[] body;
    private final List<String> challenges;
    private final Flow flow;

    private Answer(int status, String contentType, byte[] body, List<String> challenges, Flow flow) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.challenges = challenges;
        this.flow = flow;
    }

    static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, contentType, body.clone(), List.of(), Flow.PLAIN);
    }

    static Answer json(int status, JsonNode tree) {
        return of(status, "application/json", CJson.bytes(tree));
    }

    static Answer xml(int status, String document) {
        return of(status, "application/xml; charset=\"UTF-8\"", document.getBytes(StandardCharsets.UTF_8));
    }

    Answer withChallenges(List<String> values) {
        return new Answer(status, contentType, body, List.copyOf(values), flow);
    }

    /** Statuscode 1, OK, as JSON. */
    static Answer okJson() {
        return json(
                200,
                CJson.object().put("statusCode", 1).put("statusString", "OK").put("subStatusCode", "ok"));
    }

    /** Statuscode 1, OK, as XML. */
    static Answer okXml() {
        return xml(
                200,
                new FlatXml("ResponseStatus")
                        .put("requestURL", "")
                        .put("statusCode", 1)
                        .put("statusString", "OK")
                        .put("subStatusCode", "ok")
                        .document());
    }

    /** Lets something happen once the answer is out. */
    Answer andThen(Runnable afterwards) {
        return new Answer(status, contentType, body, challenges, new Flow(afterwards, flow.streaming));
    }

    /** What is to happen once the answer is out. */
    Runnable next() {
        return flow.next;
    }

    /** 200 with a body without an end. */
    static Answer streaming(String contentType, Streaming body) {
        return new Answer(200, contentType, new byte[0], List.of(), new Flow(() -> {}, body));
    }

    /** The connection stays open and nothing comes. */
    static Answer silence() {
        return of(0, "", new byte[0]);
    }

    boolean isSilence() {
        return status == 0;
    }

    /** What writes the body, or null for a body that is known beforehand. */
    @Nullable Streaming streaming() {
        return flow.streaming;
    }

    int status() {
        return status;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body.clone();
    }

    /** Values of WWW-Authenticate headers, one header each. */
    List<String> challenges() {
        return challenges;
    }

    /** What happens beside a plain body. */
    private record Flow(Runnable next, @Nullable Streaming streaming) {
        static final Flow PLAIN = new Flow(() -> {}, null);
    }
}
