package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.PageTally;
import org.jspecify.annotations.Nullable;

/**
 * What reading one device came to.
 *
 * @param device  its configured name
 * @param tally   what became of the records read
 * @param failure why reading ended early; null if it did not. What was read before is stored
 */
public record PassResult(
        String device, PageTally tally, @Nullable SourceException failure) {

    /** Tells whether the device was read to the end. */
    public boolean complete() {
        return failure == null;
    }

    /** Tells whether the device refused us. */
    public boolean refused() {
        return failure != null && failure.kind() == SourceException.Kind.REFUSED;
    }
}
