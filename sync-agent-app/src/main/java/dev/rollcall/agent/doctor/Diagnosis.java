package dev.rollcall.agent.doctor;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.InvalidConfigException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All that the doctor found, as a machine reads it ({@code doctor --json}). Fields are only ever added.
 *
 * @param exitCode how the command exits
 * @param findings what was found, in the order of looking
 */
public record Diagnosis(int exitCode, List<Finding> findings) {

    /** The worst comes last: wrong configuration, then a receiver that refuses us, then a device that does. */
    private static final List<Integer> SEVERITY = List.of(
            ExitCode.FINE,
            ExitCode.INCOMPLETE,
            ExitCode.DEVICE_REFUSED,
            ExitCode.RECEIVER_REFUSED,
            ExitCode.WRONG_USAGE);

    private static final int SHOWN_TITLES = 4;

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Returns the diagnosis that follows from these findings. */
    public static Diagnosis of(List<Finding> findings) {
        int worst = findings.stream()
                .filter(finding -> finding.level() == Level.PROBLEM)
                .mapToInt(finding -> SEVERITY.indexOf(finding.check().exitCode()))
                .max()
                .orElse(0);
        return new Diagnosis(SEVERITY.get(worst), findings);
    }

    /** Returns the diagnosis of a configuration that cannot be used. */
    public static Diagnosis of(InvalidConfigException invalid) {
        List<Finding> findings = new ArrayList<>();
        invalid.problems()
                .forEach(problem -> findings.add(Finding.bad(
                        Check.CONFIGURATION,
                        "configuration",
                        problem.key() + ": " + problem.value() + ". " + problem.remedy())));
        Check.all()
                .filter(check -> check != Check.CONFIGURATION)
                .forEach(check -> findings.add(
                        Finding.unchecked(check, "everything else", "the configuration must be right first")));
        return of(findings);
    }

    /** Returns the diagnosis of a data folder or journal that cannot be used. */
    public static Diagnosis ofUnusableFolder(AgentConfig config, String why) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.bad(Check.DATA_FOLDER, "this computer", why));
        for (DeviceConfig device : config.devices()) {
            Check.all()
                    .filter(check -> check.area() == Check.Area.DEVICE)
                    .forEach(check -> findings.add(Finding.unchecked(
                            check,
                            device.name(),
                            "without the journal it is not known whether its password was refused before")));
        }
        return of(findings);
    }

    /** Returns it for a person, lines ending as the platform's do. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < findings.size(); at++) {
            Finding finding = findings.get(at);
            List<String> titles = new ArrayList<>(List.of(finding.title()));
            while (at + 1 < findings.size() && together(finding, findings.get(at + 1))) {
                titles.add(findings.get(++at).title());
            }
            line(
                    text,
                    "%-11s %s, %s: %s%s",
                    finding.level().mark(),
                    finding.subject(),
                    together(titles),
                    sentence(finding.text()),
                    finding.remedy() == null ? "" : " " + finding.remedy());
        }
        line(text, "%s", summary());
        return text.toString();
    }

    private String summary() {
        long problems = count(Level.PROBLEM);
        long advice = count(Level.ADVICE);
        if (problems + advice == 0) {
            return "All is well.";
        }
        return problems + (problems == 1 ? " problem" : " problems") + ", " + advice
                + (advice == 1 ? " piece" : " pieces") + " of advice. The troubleshooting guide explains each line.";
    }

    private long count(Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    /** What was not looked at for one reason is one line. */
    private static boolean together(Finding one, Finding next) {
        return one.level() == Level.NOT_CHECKED
                && next.level() == Level.NOT_CHECKED
                && one.subject().equals(next.subject())
                && one.text().equals(next.text());
    }

    private static String together(List<String> titles) {
        return titles.size() <= SHOWN_TITLES
                ? String.join(", ", titles)
                : String.join(", ", titles.subList(0, SHOWN_TITLES)) + " and " + (titles.size() - SHOWN_TITLES)
                        + " more";
    }

    private static String sentence(String text) {
        String line = text.replaceAll("\\s*\\R\\s*", " ").strip();
        return line.endsWith(".") || line.endsWith("?") ? line : line + ".";
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append(System.lineSeparator());
    }
}
