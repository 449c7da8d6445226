package dev.rollcall.agent.cli;

/** How commands exit. Scripts rely on these numbers. */
final class ExitCode {

    static final int FINE = 0;
    static final int INCOMPLETE = 1;
    static final int WRONG_USAGE = 2;
    static final int DEVICE_REFUSED = 3;
    static final int RECEIVER_REFUSED = 4;

    private ExitCode() {}
}
