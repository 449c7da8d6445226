package dev.rollcall.receiver.web;

import java.io.IOException;

/** A body did not come within the time it had; whoever sent it gets no more. */
final class SlowBodyException extends IOException {

    SlowBodyException(String message) {
        super(message);
    }
}
