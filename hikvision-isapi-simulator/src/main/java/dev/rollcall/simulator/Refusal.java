package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A ResponseStatus that says no. In JSON the keys stand flat at the top, in XML under {@code ResponseStatus} (both seen on
 * DS-K1A340FWX V1.2.7 and DS-K1T8003MF V1.3.37).
 *
 * <p>Sub-statuses and error codes are as seen. Which HTTP status carries them is known only where a method names a device;
 * elsewhere 400 for a wrong request and 503 for a busy device are convention, so an assumption.
 *
 * @param http the HTTP status that carries it
 */
record Refusal(int http, int statusCode, String statusString, String subStatusCode, long errorCode, String errorMsg) {

    static Refusal notSupport(int http) {
        return new Refusal(http, 4, "Invalid Operation", "notSupport", 0x40000001L, "notSupport");
    }

    static Refusal methodNotAllowed(int http) {
        return new Refusal(http, 4, "Invalid Operation", "methodNotAllowed", 0x40000004L, "http method is not allowed");
    }

    /** What a nonce that is not good any more brings, with HTTP 401 (DS-K1T342MWX V4.48.40; elsewhere assumed). */
    static Refusal staleNonce() {
        return invalidOperation(401);
    }

    /** The body is not JSON (DS-K1T341BM V3.7.80, DS-K1T320MFWX V3.5.2, DS-K1T8003MF V1.3.37). */
    static Refusal badJsonFormat() {
        return new Refusal(400, 6, "Invalid Content", "badJsonFormat", 0x50000002L, "badJsonFormat");
    }

    /** A value that cannot be used; the message is the name of its node. */
    static Refusal badJsonContent(String node) {
        return new Refusal(400, 6, "Invalid Content", "badJsonContent", 0x60000001L, node);
    }

    /** A value of the wrong type or out of bounds (DS-K1T8003MF V1.3.37). */
    static Refusal badParameters(String node) {
        return new Refusal(400, 6, "Invalid Content", "badParameters", 0x60000001L, node);
    }

    /** A node is missing (DS-K1T341BM V3.7.80, DS-K1A340FWX V1.2.7). */
    static Refusal parametersLack(String node) {
        return new Refusal(400, 6, "Invalid Content", "MessageParametersLack", 0x60000019L, node);
    }

    /** The body is not XML (a camera's answer to JSON; terminals use it where only XML is taken). */
    static Refusal badXmlFormat() {
        return new Refusal(400, 5, "Invalid Format", "badXmlFormat", 0x50000001L, "badXmlFormat");
    }

    /** A value in XML that cannot be used; the message is the name of its node (DS-K1A340FWX V1.2.7: ipAddress). */
    static Refusal badXmlContent(String node) {
        return new Refusal(400, 6, "Invalid Content", "badXmlContent", 0x60000001L, node);
    }

    /** What DS-K1A340FWX V1.2.7 says to a push test, and DS-K1T341AM V3.2.30 to much. */
    static Refusal invalidOperation(int http) {
        return new Refusal(http, 4, "Invalid Operation", "invalidOperation", 0x40000006L, "invalidOperation");
    }

    static Refusal deviceBusy() {
        return new Refusal(503, 2, "Device Busy", "deviceBusy", 0x20000004L, "deviceBusy");
    }

    /** The account may log in but not do this. */
    static Refusal lowPrivilege() {
        return new Refusal(403, 4, "Invalid Operation", "lowPrivilege", 0x40000002L, "lowPrivilege");
    }

    /** Nobody has set the first password yet. */
    static Refusal notActivated() {
        return new Refusal(403, 4, "Invalid Operation", "notActivated", 0x40000007L, "notActivated");
    }

    /** The same under another HTTP status. */
    Refusal over(int status) {
        return new Refusal(status, statusCode, statusString, subStatusCode, errorCode, errorMsg);
    }

    /** In the format of the answer it replaces. */
    Answer likeThat(Answer answer) {
        return answer.contentType().contains("json") ? json() : xml();
    }

    Answer json() {
        ObjectNode body = CJson.object();
        body.put("statusCode", statusCode);
        body.put("statusString", statusString);
        body.put("subStatusCode", subStatusCode);
        body.put("errorCode", errorCode);
        body.put("errorMsg", errorMsg);
        return Answer.json(http, body);
    }

    Answer xml() {
        return Answer.xml(
                http,
                new FlatXml("ResponseStatus")
                        .put("requestURL", "")
                        .put("statusCode", statusCode)
                        .put("statusString", statusString)
                        .put("subStatusCode", subStatusCode)
                        .put("errorCode", errorCode)
                        .put("errorMsg", errorMsg)
                        .document());
    }

    /** JSON if the request named JSON, XML otherwise. */
    Answer inFormatOf(Request request) {
        String query = request.query();
        return query != null && query.contains("format=json") ? json() : xml();
    }
}
