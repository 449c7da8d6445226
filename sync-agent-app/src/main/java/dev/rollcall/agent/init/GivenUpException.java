package dev.rollcall.agent.init;

import dev.rollcall.agent.command.ExitCode;

/** No configuration comes of it, as the message says. */
public final class GivenUpException extends RuntimeException {

    private final int exitCode;

    /**
     * Creates the exception.
     *
     * @param exitCode one of {@link ExitCode}
     * @param message  why, and what to do
     */
    public GivenUpException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
