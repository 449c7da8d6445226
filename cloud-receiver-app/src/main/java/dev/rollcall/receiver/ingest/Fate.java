package dev.rollcall.receiver.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What became of one event of a batch: exactly one of the two is there.
 *
 * @param ingested what it is in the store
 * @param refusal  why it is not stored, in words
 */
record Fate(@Nullable Ingested ingested, @Nullable String refusal) {

    static Fate of(Ingested ingested) {
        return new Fate(ingested, null);
    }

    static Fate refused(String reason) {
        return new Fate(null, reason);
    }
}
