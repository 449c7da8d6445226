package dev.rollcall.agent.command;

/** How commands exit. Scripts rely on these numbers. */
public final class ExitCode {

    /** All is well and everything is done. */
    public static final int FINE = 0;

    /** The work is incomplete; what is missing is named. */
    public static final int INCOMPLETE = 1;

    /** Wrong usage or configuration. */
    public static final int WRONG_USAGE = 2;

    /** A device refused us. */
    public static final int DEVICE_REFUSED = 3;

    /** The receiver refused us. */
    public static final int RECEIVER_REFUSED = 4;

    private ExitCode() {}
}
