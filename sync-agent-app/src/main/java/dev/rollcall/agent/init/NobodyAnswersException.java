package dev.rollcall.agent.init;

/** A question has no answer: the input has ended, or nobody was there from the beginning. */
public final class NobodyAnswersException extends RuntimeException {

    public NobodyAnswersException(String question) {
        super("Nobody answers '" + question + "': the input has ended. Nothing was written.");
    }
}
