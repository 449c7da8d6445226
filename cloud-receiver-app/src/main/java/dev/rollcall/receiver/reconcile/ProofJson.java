package dev.rollcall.receiver.reconcile;

import java.util.Optional;

/** Writes and reads what agents told as JSON; whoever builds this package gives it. */
public interface ProofJson {

    /** Returns the text of a message. */
    String writeText(Object message);

    /** Returns the message of a text; empty if it cannot be read. */
    <T> Optional<T> readStored(String text, Class<T> type);
}
