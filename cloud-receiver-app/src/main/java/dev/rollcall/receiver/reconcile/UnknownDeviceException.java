package dev.rollcall.receiver.reconcile;

/** No device has the key or the name that was asked for. */
public final class UnknownDeviceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnknownDeviceException() {
        super("no device has this key or name");
    }
}
