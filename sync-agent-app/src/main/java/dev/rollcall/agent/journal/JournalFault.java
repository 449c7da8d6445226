package dev.rollcall.agent.journal;

/**
 * Something that is not as it was written.
 *
 * @param what  what it is, such as {@code event 17}
 * @param fault what is wrong with it
 */
public record JournalFault(String what, String fault) {

    @Override
    public String toString() {
        return what + ": " + fault;
    }
}
