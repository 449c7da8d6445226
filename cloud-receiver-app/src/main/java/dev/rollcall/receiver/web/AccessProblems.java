package dev.rollcall.receiver.web;

import java.time.Duration;

/** The problems of who gets in and how fast. */
final class AccessProblems {

    private AccessProblems() {}

    static Problem tooManyRequests(Duration wait) {
        return Problem.of(
                429,
                "too-many-requests",
                "Too many requests",
                "There were more requests than rollcall.access.rate allows. Send the next one in " + seconds(wait)
                        + " s.");
    }

    static Problem notAcceptable(int status) {
        return Problem.of(
                status,
                "request-refused",
                "Request refused",
                "The request has an address, a header or a parameter that no honest client sends; nothing of it was"
                        + " done.");
    }

    static Problem formExpired() {
        return Problem.of(
                403,
                "form-expired",
                "Form expired",
                "The page that this came from is not of this session any more. Open the page again and repeat it.");
    }

    static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
