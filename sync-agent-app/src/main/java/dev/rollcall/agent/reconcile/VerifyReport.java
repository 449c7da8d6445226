package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.attendance.reconcile.CompleteUntil;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.reconcile.Verdict;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a comparison came to.
 *
 * @param devices one result for each device
 * @param problem why the receiver could not be asked; null if it could
 * @param refused whether the receiver refuses us
 * @param before  days before this were not compared, and the receiver lacks something there; null if that is not so, or was not asked
 */
public record VerifyReport(
        List<DeviceResult> devices,
        @Nullable String problem,
        boolean refused,
        @Nullable LocalDate before) {

    public VerifyReport {
        devices = List.copyOf(devices);
    }

    /** A comparison that did not ask for earlier days. */
    public VerifyReport(List<DeviceResult> devices, @Nullable String problem, boolean refused) {
        this(devices, problem, refused, null);
    }

    /**
     * One device.
     *
     * @param name          its configured name
     * @param key           its key; null if it did not answer
     * @param completeUntil its wall clock before which nothing can be missing; null if there is none such
     * @param days          its days
     * @param standing      days that were not compared now and were found incomplete before
     * @param findings      what is of no day
     * @param problem       why it could not be asked; null if it could
     * @param refused       whether it refuses us
     * @param leftOut       how many more findings of no day there are; all of them were put right
     * @param notCompared   the first day that nobody compared though days before it were; null if there is none
     */
    public record DeviceResult(
            String name,
            @Nullable String key,
            @Nullable String completeUntil,
            List<DayProof> days,
            List<DayProof> standing,
            List<Finding> findings,
            @Nullable String problem,
            boolean refused,
            long leftOut,
            @Nullable LocalDate notCompared) {

        /** A device of which nothing was found before. */
        public DeviceResult(
                String name,
                @Nullable String key,
                @Nullable String completeUntil,
                List<DayProof> days,
                List<Finding> findings,
                @Nullable String problem,
                boolean refused) {
            this(name, key, completeUntil, days, List.of(), findings, problem, refused, 0, null);
        }

        static DeviceResult failed(String name, String problem, boolean refused) {
            return new DeviceResult(name, null, null, List.of(), List.of(), problem, refused);
        }

        /** Returns everything that was found, of days and of none. */
        public List<Finding> allFindings() {
            List<Finding> all = new ArrayList<>(findings);
            allDays().forEach(day -> all.addAll(day.findings()));
            return all;
        }

        /** Returns all days that there is something to say of, the earliest first. */
        List<DayProof> allDays() {
            List<DayProof> all = new ArrayList<>(standing);
            all.addAll(days);
            all.sort(Comparator.comparing(DayProof::day));
            return all;
        }

        /** Tells whether the device was asked and its days were compared with the receiver. */
        boolean isAnswered() {
            return problem == null && days.stream().allMatch(DayProof::compared);
        }

        /** Tells whether nothing is missing as far as the device is read. */
        public boolean isFine() {
            return problem == null
                    && findings.stream().noneMatch(Finding::blocks)
                    && allDays().stream().allMatch(DeviceResult::isFine);
        }

        private static boolean isFine(DayProof day) {
            Verdict verdict = day.verdictBesideAcceptedLosses();
            return verdict == Verdict.COMPLETE || (verdict == Verdict.UNKNOWN && !day.over() && day.agrees());
        }

        /** Returns how many losses before {@link #completeUntil()} a person has accepted. */
        long acceptedLosses() {
            return CompleteUntil.acceptedBefore(
                    completeUntil == null ? null : LocalDateTime.parse(completeUntil), findings);
        }
    }

    /** Returns how a command with this report exits. */
    public int exitCode() {
        if (refused) {
            return ExitCode.RECEIVER_REFUSED;
        }
        if (devices.stream().anyMatch(DeviceResult::refused)) {
            return ExitCode.DEVICE_REFUSED;
        }
        boolean fine = problem == null && devices.stream().allMatch(DeviceResult::isFine);
        return fine ? ExitCode.FINE : ExitCode.INCOMPLETE;
    }

    /** Returns the report for people. */
    public String text() {
        StringBuilder text = new StringBuilder();
        devices.forEach(device -> describe(text, device));
        if (problem != null) {
            line(text, "The receiver did not compare: " + problem + ".");
        }
        line(text, exitCode() == ExitCode.FINE ? "Complete" + butFor() + "." : "Not shown to be complete; see above.");
        return text.toString();
    }

    private String butFor() {
        return CompleteUntil.butFor(devices.stream()
                .flatMap(device -> device.findings().stream())
                .filter(Finding::isAcceptedLoss)
                .count());
    }

    private static void describe(StringBuilder text, DeviceResult device) {
        if (device.problem() != null) {
            line(text, device.name() + ": not compared: " + device.problem());
            return;
        }
        line(
                text,
                device.name() + " (" + device.key() + "): complete until "
                        + (device.completeUntil() == null ? "unknown" : device.completeUntil()) + " by its clock"
                        + CompleteUntil.butFor(device.acceptedLosses()));
        LocalDate notCompared = device.notCompared();
        if (notCompared != null) {
            line(
                    text,
                    "  " + notCompared + " and days after it were not compared: 'verify --from " + notCompared
                            + "' does it");
        }
        findings(text, "  ", device.findings(), device.leftOut());
        for (DayProof day : device.allDays()) {
            line(
                    text,
                    "  " + day.day() + "  " + verdict(day) + "  device " + says(day) + ", journal " + day.journal()
                            + ", sent " + day.sent().events() + ", receiver "
                            + (day.compared() ? day.receiver().events() : "not asked"));
            findings(text, "    ", day.findings(), day.leftOut());
        }
    }

    private static void findings(StringBuilder text, String before, List<Finding> findings, long leftOut) {
        findings.forEach(finding -> line(text, before + finding));
        if (leftOut > 0) {
            boolean blocks =
                    findings.isEmpty() || findings.get(findings.size() - 1).blocks();
            line(text, before + Finding.more(leftOut, blocks));
        }
    }

    private static String verdict(DayProof day) {
        return switch (day.verdict()) {
            case COMPLETE -> "complete";
            case INCOMPLETE ->
                day.verdictBesideAcceptedLosses() == Verdict.INCOMPLETE ? "INCOMPLETE" : "incomplete, as accepted";
            case UNKNOWN -> !day.over() && day.agrees() ? "agrees so far" : "UNKNOWN";
            case CANNOT_COUNT -> "DEVICE CANNOT COUNT";
        };
    }

    private static String says(DayProof day) {
        return switch (day.device().how()) {
            case COUNTED -> day.device().events() + " (counted)";
            case SEARCHED -> day.device().events() + " (by search)";
            case READ -> day.device().events() + " (read and compared)";
            case READ_BEFORE -> "holds it no longer";
            case CANNOT_COUNT -> "cannot count";
            case NOT_ASKED -> "not asked";
        };
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }

    /** Returns the report for a machine: maps, lists, texts, numbers and truths. */
    public Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("complete", exitCode() == ExitCode.FINE);
        values.put("exitCode", exitCode());
        if (problem != null) {
            values.put("receiverProblem", problem);
        }
        values.put("devices", devices.stream().map(VerifyReport::values).toList());
        return values;
    }

    private static Map<String, Object> values(DeviceResult device) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("name", device.name());
        put(values, "key", device.key());
        put(values, "problem", device.problem());
        put(values, "completeUntil", device.completeUntil());
        values.put("acceptedLosses", device.acceptedLosses());
        values.put(
                "findings", device.findings().stream().map(VerifyReport::values).toList());
        leftOut(values, device.leftOut());
        put(
                values,
                "notCompared",
                device.notCompared() == null ? null : device.notCompared().toString());
        values.put("days", device.allDays().stream().map(VerifyReport::values).toList());
        return values;
    }

    private static Map<String, Object> values(DayProof day) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("day", day.day().toString());
        values.put("verdict", day.verdict().name());
        values.put("deviceAsked", day.device().how().name());
        put(values, "deviceSays", day.device().events());
        values.put("journalSays", day.journal());
        values.put("sent", day.sent().events());
        if (day.compared()) {
            values.put("receiverSays", day.receiver().events());
        }
        values.put("over", day.over());
        values.put("findings", day.findings().stream().map(VerifyReport::values).toList());
        leftOut(values, day.leftOut());
        return values;
    }

    private static void leftOut(Map<String, Object> values, long leftOut) {
        put(values, "findingsLeftOut", leftOut == 0 ? null : leftOut);
    }

    private static Map<String, Object> values(Finding finding) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("kind", finding.kind().name());
        put(values, "id", finding.id() == null ? null : finding.id().hex());
        put(values, "serialNo", finding.serialNo());
        put(values, "lastSerial", finding.lastSerial());
        put(
                values,
                "wallClock",
                finding.wallClock() == null ? null : finding.wallClock().toString());
        put(
                values,
                "notAfter",
                finding.notAfter() == null ? null : finding.notAfter().toString());
        values.put("state", finding.state().name());
        values.put("text", finding.toString());
        return values;
    }

    private static void put(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }
}
