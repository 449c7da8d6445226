package dev.rollcall.receiver.devicepull;

import java.util.List;
import java.util.stream.Stream;

/**
 * How far fetching is. Every fetched record is in exactly one of the other counts.
 *
 * @param fetched records the terminal gave
 * @param stored  events that are new
 * @param known   events that were stored before
 * @param ignored records that are none of a person, a card or the clock, and are not stored here
 * @param failed  records that could not be understood; they wait in the inbox
 * @param errors  what went wrong, for a person
 * @param ended   whether this is all
 */
public record PullTally(
        int fetched, int stored, int known, int ignored, int failed, List<String> errors, boolean ended) {

    private static final int MOST_ERRORS = 100;

    static final PullTally NOTHING = new PullTally(0, 0, 0, 0, 0, List.of(), false);

    public PullTally {
        errors = List.copyOf(errors);
    }

    PullTally plus(PullTally more) {
        List<String> all = Stream.concat(errors.stream(), more.errors.stream())
                .limit(MOST_ERRORS)
                .toList();
        return new PullTally(
                fetched + more.fetched,
                stored + more.stored,
                known + more.known,
                ignored + more.ignored,
                failed + more.failed,
                all,
                ended || more.ended);
    }

    PullTally noting(String error) {
        return plus(new PullTally(0, 0, 0, 0, 0, List.of(error), false));
    }

    PullTally atItsEnd() {
        return new PullTally(fetched, stored, known, ignored, failed, errors, true);
    }
}
