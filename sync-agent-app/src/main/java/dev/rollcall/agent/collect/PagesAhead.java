package dev.rollcall.agent.collect;

import dev.rollcall.agent.schedule.Crew;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages of which the next one can be on its way while the present one is stored. */
final class PagesAhead {

    private final SourcePages pages;
    private final Crew crew;
    private @Nullable Supplier<SourcePage> begun;

    PagesAhead(SourcePages pages, Crew crew) {
        this.pages = pages;
        this.crew = crew;
    }

    /** Begins to fetch the page after the present one, which is not the last. */
    void ahead() {
        begun = crew.begin(pages::next);
    }

    SourcePage next() {
        Supplier<SourcePage> fetched = begun;
        begun = null;
        try {
            return fetched == null ? pages.next() : fetched.get();
        } catch (CancellationException stopped) {
            throw stopped(stopped);
        }
    }

    static SourceException stopped(CancellationException interrupted) {
        return new SourceException(
                SourceException.Kind.UNAVAILABLE,
                "reading was stopped; the next pass goes on from what is stored",
                interrupted);
    }
}
