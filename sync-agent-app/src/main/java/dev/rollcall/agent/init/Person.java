package dev.rollcall.agent.init;

import dev.rollcall.agent.config.Secret;

/** Somebody who answers, or nobody. */
public interface Person {

    /** Shows a line. */
    void say(String line);

    /**
     * Asks; an empty answer stands for the one proposed.
     *
     * @param proposed what an empty answer means; empty for no proposal
     * @throws NobodyAnswersException if nobody is there, or the input has ended
     */
    String ask(String question, String proposed);

    /**
     * Asks for something that is not to be shown while it is typed.
     *
     * @throws NobodyAnswersException if nobody is there, or the input has ended
     */
    Secret askSecret(String question);

    /** Tells whether anybody is there at all. */
    boolean isThere();
}
