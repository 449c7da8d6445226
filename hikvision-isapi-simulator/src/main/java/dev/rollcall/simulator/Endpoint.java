package dev.rollcall.simulator;

/** One resource of the device. Implementations are safe for use by several threads. */
interface Endpoint {
    /** Ends every path that stands for all resources below it. */
    String BELOW = "/*";

    /** The exact path, or with {@link #BELOW} at its end the parent of the paths it serves. */
    String path();

    Answer answer(Request request);
}
