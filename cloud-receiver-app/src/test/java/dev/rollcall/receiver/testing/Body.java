package dev.rollcall.receiver.testing;

import java.util.Arrays;

/** What somebody posts. */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record Body(String name, String type, byte[] bytes) {

    public Body cut(int length) {
        return new Body(name + " cut at " + length, type, Arrays.copyOf(bytes, length));
    }

    public Body with(String change, byte[] others) {
        return new Body(name + " " + change, type, others);
    }

    @Override
    public String toString() {
        return name;
    }
}
