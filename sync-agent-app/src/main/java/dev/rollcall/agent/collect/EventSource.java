package dev.rollcall.agent.collect;

import org.jspecify.annotations.Nullable;

/**
 * One terminal, as far as reading its log goes. Every call blocks; one call at a time. Every method throws
 * {@link SourceException} when the device does not give what was asked.
 */
public interface EventSource extends AutoCloseable {

    /** Asks who it is. */
    SourceIdentity identify();

    /** Asks its clock. To be asked right before a pass. */
    SourceClock clock();

    /** Tells whether its log can be read by serial numbers. Asks it once, if need be; false where it does not tell. */
    boolean searchesBySerial();

    /** Begins to read part of its log. Nothing is sent before the first page is asked for. */
    SourcePages open(LogQuery query);

    /** Asks how many rows it holds for a query. Not every firmware can tell ({@link SourceException.Kind#UNSUPPORTED}). */
    long count(LogQuery query);

    /** Asks what its search can do, in a sentence for people. Not every firmware can tell. */
    String capabilities();

    /** Returns how many events it holds before it overwrites the oldest, as far as it has told; null if it has not. */
    @Nullable Long capacity();

    /**
     * Returns how many connections to it were made so far. What comes over one connection comes from one device. Sends nothing.
     */
    long connections();

    @Override
    void close();
}
