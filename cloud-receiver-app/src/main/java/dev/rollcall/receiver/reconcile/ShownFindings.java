package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.receiver.reconcile.Completeness.FindingLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Findings as people are shown them: after a restored backup there may be one for each event, and nobody reads thousands. What is missing
 * stands first.
 */
public final class ShownFindings {

    /** How many are shown at one place. */
    private static final int MOST = 20;

    private ShownFindings() {}

    /**
     * Returns the sentences; the last one says how many are left out.
     *
     * @param leftOut how many more there are than these; null for none
     */
    public static List<String> of(List<FindingLine> findings, @Nullable Long leftOut) {
        List<FindingLine> ordered = findings.stream()
                .sorted(Comparator.comparing(finding -> !finding.isMissing()))
                .toList();
        List<String> shown = new ArrayList<>(
                ordered.stream().limit(MOST).map(FindingLine::text).toList());
        long more = Math.max(0, ordered.size() - MOST) + (leftOut == null ? 0 : leftOut);
        if (more > 0) {
            boolean isMissing = ordered.stream().skip(MOST).anyMatch(FindingLine::isMissing)
                    || (leftOut != null && FindingLine.mayBeMissing(ordered));
            shown.add(Finding.more(more, isMissing));
        }
        return shown;
    }

    /** Returns the same of those alone in which something is missing, or may be. */
    public static List<String> ofMissing(List<FindingLine> findings, @Nullable Long leftOut) {
        return of(
                findings.stream().filter(FindingLine::isMissing).toList(),
                FindingLine.mayBeMissing(findings) ? leftOut : null);
    }
}
