package dev.rollcall.demo;

/** Something the demonstration needs did not happen; the message says what, and where to look. */
final class DemoFailure extends RuntimeException {

    DemoFailure(String message) {
        super(message);
    }
}
