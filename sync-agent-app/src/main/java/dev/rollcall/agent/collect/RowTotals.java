package dev.rollcall.agent.collect;

import org.jspecify.annotations.Nullable;

/** Finds out how many rows a query has, from its pages or by asking. Used by one thread. */
final class RowTotals {

    private final EventSource source;
    private boolean counts = true;

    RowTotals(EventSource source) {
        this.source = source;
    }

    /** Returns how many rows the terminal says a query has; null if it cannot tell. */
    @Nullable Long of(LogQuery query, SourcePage page) {
        Integer total = page.totalMatches();
        if (total != null && total > 0) {
            return total.longValue();
        }
        if (!counts) {
            return null;
        }
        try {
            return source.count(query);
        } catch (SourceException unable) {
            if (!Collector.isNotTaken(unable)) {
                throw unable;
            }
            counts = false;
            return null;
        }
    }

    /** Tells whether these rows are all, for a terminal that goes on saying MORE after its last row. */
    boolean isAll(LogQuery query, SourcePage page, long rows) {
        Long total = of(query, page);
        return total != null && total <= rows;
    }
}
