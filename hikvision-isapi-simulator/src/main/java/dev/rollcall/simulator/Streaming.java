package dev.rollcall.simulator;

import java.io.IOException;
import java.io.OutputStream;

/** A body that is written bit by bit, for as long as it takes. */
interface Streaming {
    /** Writes until the stream is over; an exception of the reader's going ends it too. */
    void writeTo(OutputStream out) throws IOException, InterruptedException;
}
