package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.attendance.reconcile.Finding;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The alarm that device, journal and receiver do not agree. It stands under a device's name until a comparison shows that they do again, or
 * that nothing of such a device is to be compared any more.
 */
public final class CompletenessAlarm {

    static final String KIND = "not-complete";

    private final Journal journal;
    private final JournalFacts facts;
    private final InstantSource clock;

    public CompletenessAlarm(Journal journal, JournalFacts facts, InstantSource clock) {
        this.journal = journal;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Raises after a comparison that a person asked for, and lowers if it was of all devices and of no less than what the schedule compares.
     *
     * @param leftOut the names of configured devices that were not asked
     * @param days    how many days the schedule compares
     */
    public void tellByHand(VerifyReport report, Set<String> leftOut, VerifyScope scope, int days) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        tell(report, leftOut, !leftOut.isEmpty() || !scope.reachesBack(days, today));
    }

    /**
     * Raises and lowers.
     *
     * @param notAsked the names of configured devices that were left out; of them nothing new is known
     * @param partly   whether other days were compared than usual; what is missing of those may still be
     */
    void tell(VerifyReport report, Set<String> notAsked, boolean partly) {
        Map<String, List<VerifyReport.DeviceResult>> byName = new LinkedHashMap<>();
        report.devices()
                .forEach(result -> byName.computeIfAbsent(result.name(), none -> new ArrayList<>())
                        .add(result));
        byName.forEach(this::raise);
        if (report.problem() == null && !partly) {
            Set<String> standing = new TreeSet<>(facts.alarmed(KIND));
            standing.removeAll(notAsked);
            // Of a device that is away or replaced nothing is missing, or it would be in the report.
            standing.stream()
                    .filter(name -> byName.getOrDefault(name, List.of()).stream()
                            .allMatch(result -> result.isAnswered() && open(result) == 0))
                    .forEach(name -> journal.lower(KIND, name));
        }
    }

    private void raise(String name, List<VerifyReport.DeviceResult> results) {
        List<String> open = new ArrayList<>();
        boolean away = results.stream().anyMatch(result -> result.problem() != null);
        for (VerifyReport.DeviceResult result : results) {
            result.allFindings().stream()
                    .filter(Finding::blocks)
                    // It was not asked for what it may well show not to be there, and will be.
                    .filter(finding -> !away || finding.kind() != Finding.Kind.GAP)
                    .forEach(finding -> open.add(", of " + result.key() + ": " + finding));
        }
        if (!open.isEmpty()) {
            String text = "Device, journal and receiver do not agree in " + open.size()
                    + " places; 'verify' names them. The first" + open.get(0);
            journal.raise(KIND, name, text, clock.instant());
        }
    }

    private static long open(VerifyReport.DeviceResult result) {
        return result.allFindings().stream().filter(Finding::blocks).count();
    }
}
