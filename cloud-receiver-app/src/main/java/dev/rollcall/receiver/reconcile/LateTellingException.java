package dev.rollcall.receiver.reconcile;

import java.io.Serial;

/** What an agent tells would replace what the same agent found later; nothing of it is kept. */
public final class LateTellingException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    LateTellingException(String reason) {
        super(reason);
    }
}
