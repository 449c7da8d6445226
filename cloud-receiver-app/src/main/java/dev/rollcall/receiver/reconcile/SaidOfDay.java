package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.exchange.ProofMessages;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Verdict;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What one agent says of a day, held against what is stored now.
 *
 * @param teller  which
 * @param silent  whether it was not heard of for long, while others were
 * @param at      when it found that
 * @param proof   what it says
 * @param verdict what that comes to now, beside losses that a person has accepted
 */
record SaidOfDay(Teller teller, boolean silent, Instant at, DayProof proof, Verdict verdict) {

    /** Who is heard of goes before who is silent, and what was found later before what was found earlier. */
    private static final Comparator<SaidOfDay> ORDER = Comparator.comparing(SaidOfDay::silent)
            .thenComparing(Comparator.comparing(SaidOfDay::at).reversed())
            .thenComparing(said -> said.teller().agent());

    /**
     * Returns what counts of all that is said of a day. Missing outweighs complete, unless it is answered: that somebody has read what
     * another one knows to be overwritten, or that one who is silent had other things to say. And both outweigh what nobody knows.
     */
    static DayProof counting(List<SaidOfDay> all) {
        return with(all.stream().flatMap(said -> said.accepted(all)).toList(), outweighing(all));
    }

    private static DayProof outweighing(List<SaidOfDay> all) {
        List<SaidOfDay> ordered = all.stream().sorted(ORDER).toList();
        List<SaidOfDay> missing = ordered.stream()
                .filter(said -> said.verdict == Verdict.INCOMPLETE && !said.isAnsweredBy(all))
                .toList();
        if (!missing.isEmpty()) {
            return together(missing);
        }
        return first(
                        ordered,
                        said -> said.verdict == Verdict.COMPLETE
                                && said.acceptedLosses().findAny().isEmpty())
                .or(() -> first(ordered, said -> said.verdict == Verdict.COMPLETE))
                .or(() -> first(ordered, said -> said.proof.agrees()))
                .orElse(ordered.get(0))
                .proof();
    }

    private static Optional<SaidOfDay> first(List<SaidOfDay> ordered, Predicate<SaidOfDay> wanted) {
        return ordered.stream().filter(wanted).findFirst();
    }

    private static DayProof together(List<SaidOfDay> missing) {
        return with(
                missing.stream().skip(1).flatMap(SaidOfDay::insisting).toList(),
                missing.get(0).proof());
    }

    /** Returns what is said of a day with what else was found of it. */
    static DayProof with(List<Finding> others, DayProof proof) {
        return new DayProof(
                proof.day(),
                proof.device(),
                proof.journal(),
                proof.sent(),
                proof.receiver(),
                proof.compared(),
                proof.over(),
                Stream.concat(proof.findings().stream(), others.stream())
                        .distinct()
                        .toList(),
                proof.leftOut());
    }

    /** Tells whether all that was found of the day is kept, and no more than is told. */
    boolean isWhole() {
        return proof.findings().size() < ProofMessages.FINDINGS_TOLD && proof.leftOut() == 0;
    }

    /** What was left out nobody can answer; of one who is silent the losses stand in what it told of no day as well. */
    private boolean isAnsweredBy(List<SaidOfDay> all) {
        if (!silent && proof.leftOut() > 0) {
            return false;
        }
        return all.stream()
                .filter(other -> other.verdict == Verdict.COMPLETE)
                .anyMatch(other -> insisting().allMatch(other.teller::hasRead));
    }

    /** What is accepted to be lost holds nothing back, and is lost all the same unless somebody else has read it. */
    private Stream<Finding> accepted(List<SaidOfDay> all) {
        return acceptedLosses().filter(loss -> all.stream().noneMatch(other -> other.teller.hasRead(loss)));
    }

    private Stream<Finding> acceptedLosses() {
        return proof.findings().stream().filter(Finding::isAcceptedLoss);
    }

    /** What has to be answered: all that is missing, and of one who is silent what no later journal can find out. */
    private Stream<Finding> insisting() {
        return proof.findings().stream().filter(silent ? Teller::isForGood : Finding::blocks);
    }
}
