package dev.rollcall.simulator;

import java.net.URI;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * One thing that goes wrong, once. A queued fault strikes the next request that has passed authentication (so the first,
 * unauthenticated leg of a digest exchange does not use it up) and to which it applies. {@link #times}, {@link #forever},
 * {@link #onPath}, {@link #afterRequests} and {@link #beforeLogin} say otherwise, in any order. Broken bodies are in
 * {@link FormatFaults}, wrong pages in {@link PageFaults}, pushes in {@link PushFault}, what happens below HTTP in
 * {@link Cable}. Immutable.
 */
public sealed interface Fault permits Fault.Simple, AnswerChange, Fault.Limited {

    /** The connection is closed before any byte of an answer. */
    static Fault closeBeforeAnswer() {
        return new CloseBeforeAnswer();
    }

    /** The right headers, then {@code bytes} bytes of the body, then the connection is closed. */
    static Fault closeWithinBody(int bytes) {
        return new CloseWithinBody(bytes);
    }

    /** Another status and body instead of the answer. */
    static Fault status(int status, String contentType, String body) {
        return new Instead(status, contentType, body);
    }

    /** 200 with an empty body. */
    static Fault emptyOk() {
        return status(200, "application/json", "");
    }

    /** 200 with a page for people, as a captive portal or the device's own web interface sends. */
    static Fault htmlPage() {
        return status(
                200,
                "text/html",
                "<!DOCTYPE html><html><head><title>Login</title></head><body><form></form></body></html>");
    }

    /** 503 with statusCode 2, Device Busy. */
    static Fault deviceBusy() {
        return new Busy();
    }

    /** 401 with a fresh challenge and stale="TRUE"; not counted against the password. */
    static Fault staleNonce() {
        return new StaleNonce();
    }

    /** The body cut after {@code bytes} bytes, with a Content-Length that agrees: complete HTTP, broken JSON. */
    static Fault truncatedBody(int bytes) {
        return new TruncatedBody(bytes);
    }

    /** A Content-Length that promises {@code extra} bytes more than come before the connection is closed. */
    static Fault wrongContentLength(int extra) {
        return new WrongContentLength(extra);
    }

    /** The right answer, late. */
    static Fault delay(Duration by) {
        return new Delay(by);
    }

    /** For the next AcsEvent search: responseStatusStrg MORE without a single row. */
    static Fault moreWithoutRows() {
        return new MoreWithoutRows();
    }

    /** For the next AcsEvent search: the rows of the previous page again, whatever position was asked for. */
    static Fault repeatPage() {
        return new RepeatPage();
    }

    /** 200 with statusCode 2, Device Busy: firmware puts errors into a 200 as well. */
    static Fault deviceBusyInOk() {
        return new AnswerChange(
                "busy in 200", answer -> Refusal.deviceBusy().over(200).xml());
    }

    /** 503 with a plain text, as a web server sends that has no connection left. */
    static Fault maxConnections() {
        return status(503, "text/html", "max connections");
    }

    /** 403 lowPrivilege: the account may log in but not do this. */
    static Fault lowPrivilege() {
        return new AnswerChange(
                "low privilege", answer -> Refusal.lowPrivilege().likeThat(answer));
    }

    /** notSupport with this status; 200 on DS-K1A340FWX V1.2.7. */
    static Fault notSupport(int status) {
        return new AnswerChange(
                "not supported", answer -> Refusal.notSupport(status).likeThat(answer));
    }

    /** 401 with a userCheck body and no challenge (DS-K1T342MWX V4.48.40 says nothing more about a spent nonce). */
    static Fault unauthorizedWithoutChallenge() {
        return new AnswerChange("no challenge", answer -> Authentication.silence());
    }

    /**
     * This and every further request over the same connection gets a 401 without a challenge; a new connection is fine
     * (after hours of good service on DS-K1T342EFWX V3.3.5 only a new session helped).
     */
    static Fault unauthorizedUntilReconnect() {
        return new StuckConnection();
    }

    /** 302 to this address, which a client must not follow with its password. */
    static Fault redirect(URI target) {
        return new Redirect(target);
    }

    /** A chunked body that begins like the right one and never ends, until the client hangs up. */
    static Fault endlessBody() {
        return new EndlessBody();
    }

    /** The right body, one byte at a time. */
    static Fault dribble(Duration perByte) {
        return new Dribble(perByte);
    }

    /** The world moves on between the request and its answer: events appear, the log is cleared, the clock jumps. */
    static Fault meanwhile(Consumer<SimulatedDevice> happening) {
        return new Meanwhile(happening);
    }

    /** Lets this fault wait for a request whose path ends so, for example {@code "/AcsEvent"}. */
    default Fault onPath(String pathEnd) {
        return new Limited(this, pathEnd, 1, 0, false);
    }

    /** Strikes so many requests in a row. */
    default Fault times(int requests) {
        return new Limited(this, "", requests, 0, false);
    }

    /** Strikes every request from then on, until {@link DeviceSimulator#clearFaults}. */
    default Fault forever() {
        return times(Integer.MAX_VALUE);
    }

    /** Spares so many requests to which it would apply: {@code closeWithinBody(99).onPath("/AcsEvent").afterRequests(2)}. */
    default Fault afterRequests(int spared) {
        return new Limited(this, "", 1, spared, false);
    }

    /** Strikes before authentication, so also a request without credentials. */
    default Fault beforeLogin() {
        return new Limited(this, "", 1, 0, true);
    }

    /** A fault without conditions. */
    sealed interface Simple extends Fault {}

    /** See {@link #closeBeforeAnswer}. */
    record CloseBeforeAnswer() implements Simple {}

    /** See {@link #closeWithinBody}. */
    record CloseWithinBody(int bytes) implements Simple {}

    /** See {@link #status}. */
    record Instead(int status, String contentType, String body) implements Simple {}

    /** See {@link #deviceBusy}. */
    record Busy() implements Simple {}

    /** See {@link #staleNonce}. */
    record StaleNonce() implements Simple {}

    /** See {@link #truncatedBody}. */
    record TruncatedBody(int bytes) implements Simple {}

    /** See {@link #wrongContentLength}. */
    record WrongContentLength(int extra) implements Simple {}

    /** See {@link #delay}. */
    record Delay(Duration by) implements Simple {}

    /** See {@link #moreWithoutRows}. */
    record MoreWithoutRows() implements Simple {}

    /** See {@link #repeatPage}. */
    record RepeatPage() implements Simple {}

    /** See {@link #unauthorizedUntilReconnect}. */
    record StuckConnection() implements Simple {}

    /** See {@link #redirect}. */
    record Redirect(URI target) implements Simple {}

    /** See {@link #endlessBody}. */
    record EndlessBody() implements Simple {}

    /** See {@link #dribble}. */
    record Dribble(Duration perByte) implements Simple {}

    /** See {@link #meanwhile}. */
    record Meanwhile(Consumer<SimulatedDevice> happening) implements Simple {}

    /** See {@link PageFaults#shiftedPage}. */
    record ShiftedPage(int rows) implements Simple {}

    /**
     * A fault under a condition.
     *
     * @param pathEnd how the path must end, empty for any
     * @param requests how many requests it strikes
     * @param spared how many it lets pass first
     * @param early whether it strikes before authentication
     */
    record Limited(Fault fault, String pathEnd, int requests, int spared, boolean early) implements Fault {}
}
