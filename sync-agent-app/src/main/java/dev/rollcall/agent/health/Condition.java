package dev.rollcall.agent.health;

import dev.rollcall.agent.journal.Attempt;
import dev.rollcall.agent.journal.JournalFacts.DeviceFacts;
import dev.rollcall.agent.journal.PasswordLatch;
import dev.rollcall.isapi.PasswordRefusals;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How reading one device goes.
 *
 * @param state       in a word: {@code ok}, {@code never-read}, {@code failing}, {@code refused}, {@code locked} or
 *                    {@code password-withheld}
 * @param explanation the same in a sentence, with the next step where there is one
 * @param lastAttempt when it was last tried to be read; null if it never was
 * @param since       since when every attempt has failed; null if the last one did not
 * @param failures    how many attempts in a row have failed
 * @param until       until when it is left alone; null if it is not, or if a person must act
 * @param nextAttempt when it is tried next; null if no daemon runs or a person must act
 */
public record Condition(
        String state,
        String explanation,
        @Nullable String lastAttempt,
        @Nullable String since,
        int failures,
        @Nullable String until,
        @Nullable String nextAttempt) {

    /**
     * Judges.
     *
     * @param attempt the last attempt; null if there was none
     * @param nextRun when devices are read next; null if no daemon runs
     */
    static Condition of(
            String name, DeviceFacts facts, @Nullable Attempt attempt, @Nullable Instant nextRun, Instant now) {
        PasswordRefusals refusals = facts.refusals();
        Instant until = refusals.withheldUntil(now);
        String lastAttempt = attempt == null ? null : attempt.triedAt().toString();
        String since = attempt == null || attempt.problemSince() == null
                ? null
                : attempt.problemSince().toString();
        int failures = attempt == null ? 0 : attempt.failures();
        if (until != null && refusals.restsOnly(now)) {
            String state = state(facts, attempt);
            return new Condition(
                    state,
                    explanation(state, facts, attempt),
                    lastAttempt,
                    since,
                    failures,
                    until.toString(),
                    text(later(until, nextRun)));
        }
        if (until != null) {
            boolean forGood = until.equals(Instant.MAX);
            String next = forGood ? null : text(later(until, nextRun));
            return new Condition(
                    isLocked(refusals, now) ? "locked" : "password-withheld",
                    withheld(name, refusals, until, now),
                    lastAttempt,
                    since,
                    failures,
                    forGood ? null : until.toString(),
                    next);
        }
        String state = state(facts, attempt);
        return new Condition(
                state, explanation(state, facts, attempt), lastAttempt, since, failures, null, text(nextRun));
    }

    private static String state(DeviceFacts facts, @Nullable Attempt attempt) {
        if (attempt != null && attempt.problem() != null) {
            return "REFUSED".equals(attempt.kind()) ? "refused" : "failing";
        }
        boolean everRead = facts.lastRead() != null || (attempt != null && attempt.succeededAt() != null);
        return everRead ? "ok" : "never-read";
    }

    private static String explanation(String state, DeviceFacts facts, @Nullable Attempt attempt) {
        if (attempt != null && attempt.problem() != null) {
            Instant read = attempt.succeededAt() == null ? facts.lastRead() : attempt.succeededAt();
            return attempt.failures() + (attempt.failures() == 1 ? " attempt" : " attempts in a row")
                    + " failed since " + attempt.problemSince() + ", "
                    + (read == null ? "it was never read" : "last read " + read)
                    + ": " + attempt.problem();
        }
        return state.equals("ok") ? "the last attempt read it to the end" : "it was not tried yet";
    }

    private static String withheld(String name, PasswordRefusals refusals, Instant until, Instant now) {
        if (isLocked(refusals, now)) {
            return "the device has locked the account; it is left alone until " + until;
        }
        String refused = "its password was " + PasswordLatch.inWords(refusals);
        return until.equals(Instant.MAX)
                ? refused + " and is not tried any more: correct it in the configuration, then run 'doctor --retry "
                        + name + "'"
                : refused + "; it is tried once more after " + until;
    }

    private static boolean isLocked(PasswordRefusals refusals, Instant now) {
        return refusals.lockedUntil() != null && now.isBefore(refusals.lockedUntil());
    }

    private static @Nullable Instant later(Instant until, @Nullable Instant nextRun) {
        return nextRun == null ? null : until.isAfter(nextRun) ? until : nextRun;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
