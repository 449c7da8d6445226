package dev.rollcall.simulator;

import java.io.IOException;
import java.io.OutputStream;

/** A body that is written bit by bit, for as long as it takes. */
interface Streaming {
    /** Opens the answer and writes until the stream is over; the reader's going ends it with an exception. */
    void writeTo(Opening opening) throws IOException, InterruptedException;

    /** Sends the headers and gives what takes the body. */
    interface Opening {
        OutputStream open() throws IOException;
    }
}
