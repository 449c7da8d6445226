package dev.rollcall.simulator;

/** One resource of the device. Implementations are safe for use by several threads. */
interface Endpoint {
    String path();

    Answer answer(Request request);
}
