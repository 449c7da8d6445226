package dev.rollcall.agent.schedule;

import org.jspecify.annotations.Nullable;

/**
 * What shall not be tried again too soon, remembered across restarts: a supervisor that restarts the agent in a tight loop must
 * hammer neither device nor receiver. Safe from any thread.
 */
public interface Holdbacks {

    /** Remembers nothing: everything may be tried at once. */
    Holdbacks NONE = new Holdbacks() {
        @Override
        public @Nullable Holdback of(String subject) {
            return null;
        }

        @Override
        public void keep(String subject, Holdback holdback) {}

        @Override
        public void lift(String subject) {}
    };

    /** Returns what is held back of a subject; null if it may be tried. */
    @Nullable Holdback of(String subject);

    /** Remembers a holdback in place of the one before. */
    void keep(String subject, Holdback holdback);

    /** Lets a subject be tried again. */
    void lift(String subject);
}
