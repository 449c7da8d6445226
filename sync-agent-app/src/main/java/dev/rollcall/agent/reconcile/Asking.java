package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.reconcile.VerifyScope.Reach;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far comparing with another receiver has got: first what is usual, then what is older, a step at a time, each with all devices that
 * answer; then all of that again with those that did not.
 */
final class Asking {

    private final Set<String> answered = new HashSet<>();
    private final Set<String> heard = new HashSet<>();
    private final Set<String> missed = new HashSet<>();
    private @Nullable LocalDate before;

    /** What follows a step. */
    enum Next {
        /** The same again, later. */
        AGAIN,
        /** Older days, at once. */
        OLDER,
        /** Nothing: all was compared. */
        NOTHING
    }

    /** Begins anew, with all devices. */
    void begin() {
        answered.clear();
        startOver();
    }

    private void startOver() {
        heard.clear();
        missed.clear();
        before = null;
    }

    /** Returns the names of the devices that need not be asked any more. */
    Set<String> answered() {
        return answered;
    }

    Reach reach() {
        return Reach.everything(before);
    }

    boolean isOlder() {
        return before != null;
    }

    /** Notes what a step came to. */
    Next note(VerifyReport report) {
        if (report.problem() != null) {
            return Next.AGAIN;
        }
        // A device that was replaced has the name of the one in its place; both are to be compared.
        report.devices().forEach(device -> (device.isAnswered() ? heard : missed).add(device.name()));
        before = report.before();
        if (before != null) {
            return Next.OLDER;
        }
        boolean all = missed.isEmpty();
        heard.removeAll(missed);
        answered.addAll(heard);
        startOver();
        return all ? Next.NOTHING : Next.AGAIN;
    }
}
