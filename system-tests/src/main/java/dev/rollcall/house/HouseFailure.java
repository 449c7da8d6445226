package dev.rollcall.house;

/** Something the house needs did not happen; the message says what, and where to look. */
public final class HouseFailure extends RuntimeException {

    public HouseFailure(String message) {
        super(message);
    }
}
