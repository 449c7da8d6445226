package dev.rollcall.simulator;

/** One frame of an event stream that goes wrong, once; see {@link DeviceSimulator#enqueueStreamFault}. */
public enum StreamFault {
    /** A Content-Length some bytes too long. */
    LENGTH_TOO_LONG,
    /** A Content-Length some bytes too short. */
    LENGTH_TOO_SHORT,
    /** No Content-Length: only the next boundary tells the end. */
    NO_LENGTH,
    /** Lines that look like headers once more between the headers and the body. */
    NESTED_HEADERS,
    /** Empty lines before the boundary and before the body. */
    EXTRA_BLANK_LINES,
    /** A picture part follows whose bytes hold braces and a whole boundary line; its Content-Length is right. */
    BOUNDARY_IN_PICTURE,
    /** Half a frame, then the device closes the connection. */
    CUT
}
