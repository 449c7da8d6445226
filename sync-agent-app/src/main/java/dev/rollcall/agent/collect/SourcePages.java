package dev.rollcall.agent.collect;

/** The pages of one query, fetched one by one. */
@FunctionalInterface
public interface SourcePages {

    /** Fetches the next page. Not to be called after the last one. */
    SourcePage next();
}
