package dev.rollcall.simulator;

import java.util.Objects;

/**
 * One respect in which firmwares differ, with the value met most often. The constants live in {@link LoginTraits},
 * {@link SearchTraits}, {@link PushTraits}, {@link StreamTraits}, {@link PeopleTraits}, {@link StorageTraits} and
 * {@link NetworkTraits}; each says which device showed it. Immutable; equal only to itself.
 *
 * @param <T> the kind of value
 */
public final class Trait<T> {
    private final String name;
    private final T usual;

    private Trait(String name, T usual) {
        this.name = name;
        this.usual = Objects.requireNonNull(usual, "usual");
    }

    static <T> Trait<T> of(String name, T usual) {
        return new Trait<>(name, usual);
    }

    /** As {@code login.nonceUses}. */
    public String name() {
        return name;
    }

    /** The value of {@link FirmwareProfile#GENERIC}, and of every profile for which nothing else was seen. */
    public T usual() {
        return usual;
    }

    @Override
    public String toString() {
        return name;
    }
}
