package dev.rollcall.agent.doctor;

import dev.rollcall.agent.collect.Terminal;
import org.jspecify.annotations.Nullable;

/**
 * A terminal to be looked at.
 *
 * @param terminal  its configuration, the way to it, and its turn
 * @param inspector asks it what only a doctor wants to know
 * @param listening where it is to post to here; null if this agent does not listen
 */
public record Patient(
        Terminal terminal, Inspector inspector, @Nullable Listening listening) {

    /**
     * Where this agent takes what terminals post.
     *
     * @param port its port
     * @param path the path for this terminal, which holds a secret
     */
    public record Listening(int port, String path) {

        /** Without the path. */
        @Override
        public String toString() {
            return "Listening[" + port + "]";
        }
    }
}
