package dev.rollcall.receiver.reconcile;

import java.time.DateTimeException;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the fields of messages, and names the one that is wrong. */
final class Fields {

    private Fields() {}

    /** Returns a value that must be there. */
    static <T> T present(String field, @Nullable T value) {
        if (value == null) {
            throw new WrongFieldException(field, "it is missing");
        }
        return value;
    }

    /** Returns a list that must be there and have no null in it. */
    static <T> List<T> whole(String field, @Nullable List<T> list) {
        if (present(field, list).stream().anyMatch(Objects::isNull)) {
            throw new WrongFieldException(field, "it has a null in it");
        }
        return present(field, list);
    }

    /** Returns what is read of a field; a null within it is as unreadable as a wrong word. */
    static <T> T read(String field, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (NullPointerException lacking) {
            throw new WrongFieldException(field, "a part of it is missing");
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            throw new WrongFieldException(field, String.valueOf(unreadable.getMessage()));
        }
    }
}
