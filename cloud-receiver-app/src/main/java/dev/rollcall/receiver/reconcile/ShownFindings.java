package dev.rollcall.receiver.reconcile;

import dev.rollcall.receiver.reconcile.Completeness.FindingLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Findings as people are shown them: after a restored backup there may be one for each event, and nobody reads thousands. What is missing
 * stands first.
 */
public final class ShownFindings {

    /** How many are shown at one place. */
    private static final int MOST = 20;

    private ShownFindings() {}

    /** Returns the sentences; the last one says how many are left out. */
    public static List<String> of(List<FindingLine> findings) {
        List<String> shown = new ArrayList<>(findings.stream()
                .sorted(Comparator.comparing(finding -> !finding.isMissing()))
                .limit(MOST)
                .map(FindingLine::text)
                .toList());
        if (findings.size() > MOST) {
            shown.add("and " + (findings.size() - MOST) + " more");
        }
        return shown;
    }

    /** Returns the same of those alone for which nothing can be said to be complete. */
    public static List<String> ofMissing(List<FindingLine> findings) {
        return of(findings.stream().filter(FindingLine::isMissing).toList());
    }
}
