package dev.rollcall.agent.isapi;

import dev.rollcall.isapi.PasswordGuard;

/** Lets a password be shown once: whoever tries one out wants to know, not to insist. Safe from any thread. */
final class OncePresented implements PasswordGuard {

    private final PasswordGuard guard;
    private volatile boolean spent;
    private volatile boolean silent;

    OncePresented(PasswordGuard guard) {
        this.guard = guard;
    }

    @Override
    public Decision beforePresenting() {
        return spent
                ? new Withhold("the password was not taken and is not shown again", null, silent)
                : guard.beforePresenting();
    }

    @Override
    public void presenting() {
        guard.presenting();
    }

    @Override
    public void unjudged() {
        guard.unjudged();
    }

    @Override
    public void refused(Refusal refusal) {
        spent = true;
        guard.refused(refusal);
    }

    @Override
    public void unanswered() {
        silent = true;
        spent = true;
        guard.unanswered();
    }

    @Override
    public void accepted() {
        guard.accepted();
    }
}
