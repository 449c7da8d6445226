package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.attendance.reconcile.Finding;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The alarm that device, journal and receiver do not agree. It stands under a device's name until a comparison shows that they do again, or
 * that nothing of such a device is to be compared any more.
 */
final class CompletenessAlarm {

    static final String KIND = "not-complete";

    private final Journal journal;
    private final JournalFacts facts;
    private final InstantSource clock;

    CompletenessAlarm(Journal journal, JournalFacts facts, InstantSource clock) {
        this.journal = journal;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Raises and lowers.
     *
     * @param notAsked the names of configured devices that were left out; of them nothing new is known
     */
    void tell(VerifyReport report, Set<String> notAsked) {
        Map<String, List<VerifyReport.DeviceResult>> byName = new LinkedHashMap<>();
        report.devices()
                .forEach(result -> byName.computeIfAbsent(result.name(), none -> new ArrayList<>())
                        .add(result));
        byName.forEach((name, results) -> tell(name, results, report, notAsked));
        if (report.problem() == null) {
            // The receiver has everything of a device that is away or replaced, or it would be in the report.
            facts.alarmed(KIND).stream()
                    .filter(name -> !byName.containsKey(name) && !notAsked.contains(name))
                    .forEach(name -> journal.lower(KIND, name));
        }
    }

    private void tell(
            String name, List<VerifyReport.DeviceResult> results, VerifyReport report, Set<String> notAsked) {
        long open = results.stream()
                .flatMap(result -> result.allFindings().stream())
                .filter(Finding::blocks)
                .count();
        if (open > 0) {
            String text = "Device, journal and receiver do not agree in " + open
                    + " places; 'verify' names them. The first" + first(results);
            journal.raise(KIND, name, text, clock.instant());
        } else if (report.problem() == null
                && !notAsked.contains(name)
                && results.stream().allMatch(VerifyReport.DeviceResult::isAnswered)) {
            journal.lower(KIND, name);
        }
    }

    private static String first(List<VerifyReport.DeviceResult> results) {
        for (VerifyReport.DeviceResult result : results) {
            for (Finding finding : result.allFindings()) {
                if (finding.blocks()) {
                    return ", of " + result.key() + ": " + finding;
                }
            }
        }
        throw new IllegalArgumentException("nothing is open");
    }
}
