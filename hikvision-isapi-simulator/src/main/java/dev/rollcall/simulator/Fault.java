package dev.rollcall.simulator;

import java.time.Duration;

/**
 * One thing that goes wrong, once. A queued fault strikes the next request that has passed authentication (so the first,
 * unauthenticated leg of a digest exchange does not use it up) and to which it applies.
 */
public sealed interface Fault {

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

    /** Lets this fault wait for a request whose path ends so, for example {@code "/AcsEvent"}. */
    default Fault onPath(String pathEnd) {
        return new OnPath(pathEnd, this);
    }

    /** See {@link #closeBeforeAnswer}. */
    record CloseBeforeAnswer() implements Fault {}

    /** See {@link #closeWithinBody}. */
    record CloseWithinBody(int bytes) implements Fault {}

    /** See {@link #status}. */
    record Instead(int status, String contentType, String body) implements Fault {}

    /** See {@link #deviceBusy}. */
    record Busy() implements Fault {}

    /** See {@link #staleNonce}. */
    record StaleNonce() implements Fault {}

    /** See {@link #truncatedBody}. */
    record TruncatedBody(int bytes) implements Fault {}

    /** See {@link #wrongContentLength}. */
    record WrongContentLength(int extra) implements Fault {}

    /** See {@link #delay}. */
    record Delay(Duration by) implements Fault {}

    /** See {@link #moreWithoutRows}. */
    record MoreWithoutRows() implements Fault {}

    /** See {@link #repeatPage}. */
    record RepeatPage() implements Fault {}

    /** See {@link #onPath}. */
    record OnPath(String pathEnd, Fault fault) implements Fault {}
}
