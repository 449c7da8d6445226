package dev.rollcall.agent.health;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.health.Finding.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * All that the doctor found, as a machine reads it ({@code doctor --json}).
 *
 * @param exitCode how the command exits
 * @param findings what was found, in the order of looking
 */
public record Diagnosis(int exitCode, List<Finding> findings) {

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Returns the diagnosis that follows from these findings. */
    public static Diagnosis of(List<Finding> findings) {
        return new Diagnosis(exitCode(findings.stream().map(Finding::verdict).toList()), findings);
    }

    /** Returns it for a person, lines ending as the platform's do. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            Verdict verdict = finding.verdict();
            String mark = verdict.isProblem() ? "PROBLEM" : verdict == Verdict.OK ? "ok" : "unknown";
            text.append(String.format(Locale.ROOT, "%-8s %s: %s", mark, finding.subject(), finding.text()))
                    .append(System.lineSeparator());
        }
        return text.toString();
    }

    private static int exitCode(List<Verdict> verdicts) {
        if (verdicts.contains(Verdict.RECEIVER_REFUSES)) {
            return ExitCode.RECEIVER_REFUSED;
        }
        if (verdicts.contains(Verdict.DEVICE_REFUSES)) {
            return ExitCode.DEVICE_REFUSED;
        }
        return verdicts.contains(Verdict.PROBLEM) ? ExitCode.INCOMPLETE : ExitCode.FINE;
    }
}
