package dev.rollcall.agent.collect;

import java.time.Duration;

/** What comes over one connection that a terminal keeps open. It is news, not a record: it may miss some, or tell some again. */
public interface LiveNews extends AutoCloseable {

    /**
     * Waits for news.
     *
     * @param patience how long to wait for the first
     * @return what has come, signs of life counted as ignored; nothing at all if nothing came in that time
     * @throws SourceException if nothing comes any more, or the thread is interrupted: close this and open another
     */
    TranslatedPage next(Duration patience);

    @Override
    void close();
}
