package dev.rollcall.receiver.reconcile;

/** Days of so many devices were asked for that they are not told at once. Nothing was read. */
public final class TooManyDaysException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyDaysException(int devices, long days, int most) {
        super(devices + " devices with " + days + " days each are more than the " + most
                + " lines that are told at once; name one device or ask for fewer days");
    }
}
