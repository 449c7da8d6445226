package dev.rollcall.agent.wiring;

/**
 * The running agent met something that it cannot repair from within, such as a lack of memory or a step that never returns. The
 * process is to end with a failure, so that its supervisor starts it again; nothing is lost.
 */
public final class AgentBrokenException extends RuntimeException {

    AgentBrokenException(Throwable cause) {
        super(
                "The agent broke down (" + cause
                        + ") and ends. Nothing is lost: started again, it goes on where it was.",
                cause);
    }
}
