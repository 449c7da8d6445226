package dev.rollcall.receiver.cli;

/** A file of events is not as our export writes it, so that what it shows may be something else than what would be checked. */
final class UnreadableEventsException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableEventsException(String reason) {
        super(reason);
    }
}
