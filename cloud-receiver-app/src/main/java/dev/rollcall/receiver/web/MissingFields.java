package dev.rollcall.receiver.web;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The required fields that a message lacks, each once. Used by one thread. */
final class MissingFields {

    private final Set<String> names = new LinkedHashSet<>();

    /** Notes a field if it has no value. */
    MissingFields note(String field, @Nullable Object value) {
        if (value == null) {
            names.add(field);
        }
        return this;
    }

    /** Returns their names, in the order in which they were looked at. */
    List<String> names() {
        return List.copyOf(names);
    }

    /**
     * Refuses the message if it lacks any.
     *
     * @throws ProblemException if it does; the problem names all of them
     */
    void refuse() {
        if (!names.isEmpty()) {
            throw new ProblemException(Problems.missingFields(names()));
        }
    }
}
