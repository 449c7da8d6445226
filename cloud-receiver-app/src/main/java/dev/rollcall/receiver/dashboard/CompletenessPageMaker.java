package dev.rollcall.receiver.dashboard;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.receiver.dashboard.CompletenessPage.DayPart;
import dev.rollcall.receiver.dashboard.CompletenessPage.DevicePart;
import dev.rollcall.receiver.reconcile.Completeness;
import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.receiver.reconcile.Completeness.FindingLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the page of completeness. Thread-safe. */
public final class CompletenessPageMaker {

    private static final String DASH = "–";

    private final Completeness completeness;

    public CompletenessPageMaker(Completeness completeness) {
        this.completeness = completeness;
    }

    CompletenessPage page(@Nullable String device, LocalDate from, LocalDate to) {
        List<DevicePart> devices = completeness.of(device, from, to).stream()
                .map(CompletenessPageMaker::part)
                .toList();
        return new CompletenessPage(device, from.toString(), to.minusDays(1).toString(), devices);
    }

    private static DevicePart part(DeviceLine device) {
        List<DayPart> days = new ArrayList<>();
        device.days().forEach(day -> days.add(part(day)));
        Collections.reverse(days);
        String until = device.completeUntil();
        return new DevicePart(
                device.device(),
                device.name() == null ? device.device() : device.name(),
                until == null
                        ? new Page.Mark("not shown to be complete", "quiet")
                        : new Page.Mark("complete until " + until.replace('T', ' ') + " by its clock", "good"),
                device.checkedAt() == null
                        ? "No agent has compared it yet."
                        : "Compared " + device.checkedAt() + " by agent " + device.agent() + ".",
                texts(device.findings()),
                days);
    }

    private static DayPart part(DayLine day) {
        return new DayPart(
                day.day(),
                verdict(day),
                day.why(),
                device(day),
                day.journalSays() == null ? DASH : day.journalSays() + " records, " + day.sent() + " sent",
                day.receiverSays() + " events",
                day.firstSeenBy().entrySet().stream()
                        .map(entry -> entry.getValue() + " " + Words.of(Channel.valueOf(entry.getKey())))
                        .collect(Collectors.joining(", ")),
                texts(day.findings()));
    }

    private static Page.Mark verdict(DayLine day) {
        return switch (Verdict.valueOf(day.verdict())) {
            case COMPLETE -> new Page.Mark("complete", "good");
            case INCOMPLETE -> new Page.Mark("incomplete", "bad");
            case UNKNOWN -> new Page.Mark("unknown", "quiet");
            case CANNOT_COUNT -> new Page.Mark("device cannot count", "bad");
        };
    }

    private static String device(DayLine day) {
        return switch (DeviceSays.How.valueOf(day.deviceAsked())) {
            case COUNTED, SEARCHED -> day.deviceSays() + " records";
            case READ -> day.deviceSays() + " records, all compared";
            case READ_BEFORE -> "held no longer, read in time";
            case CANNOT_COUNT -> "cannot count";
            case NOT_ASKED -> DASH;
        };
    }

    private static List<String> texts(List<FindingLine> findings) {
        return findings.stream().map(FindingLine::text).toList();
    }
}
