package dev.rollcall.receiver.devicepull;

/** How far one fetching is, for those who wait for it. Thread-safe. */
final class PullProgress {

    private PullTally tally = PullTally.NOTHING;

    synchronized void add(PullTally more) {
        tally = tally.plus(more);
    }

    synchronized void end() {
        tally = tally.atItsEnd();
    }

    synchronized PullTally now() {
        return tally;
    }
}
