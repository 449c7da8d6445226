package dev.rollcall.agent.health;

/**
 * One thing the doctor looked at.
 *
 * @param subject what was looked at, such as a device's name
 * @param verdict how it is
 * @param text    what was found, and what to do if that is a problem
 */
public record Finding(String subject, Verdict verdict, String text) {

    /** How something is. */
    public enum Verdict {
        /** As it should be. */
        OK,
        /** It cannot be told; nothing depends on it. */
        UNKNOWN,
        /** It works, but should not stay so. */
        WARNING,
        /** Something is wrong. */
        PROBLEM,
        /** The device refuses us. */
        DEVICE_REFUSES,
        /** The receiver refuses us. */
        RECEIVER_REFUSES;

        /** Tells whether somebody must act. */
        public boolean isProblem() {
            return this != OK && this != UNKNOWN && this != WARNING;
        }
    }
}
