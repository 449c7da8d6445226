package dev.rollcall.receiver.dashboard;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.reconcile.DeviceSays;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.receiver.dashboard.CompletenessPage.DayPart;
import dev.rollcall.receiver.dashboard.CompletenessPage.DevicePart;
import dev.rollcall.receiver.reconcile.AskedDays;
import dev.rollcall.receiver.reconcile.Completeness;
import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes the page of completeness. Thread-safe. */
public final class CompletenessPageMaker {

    private static final String DASH = "–";

    /** How many days of all devices together a page has at most. */
    private static final int MOST_LINES = 10_000;

    private final Completeness completeness;
    private final InstantSource clock;

    public CompletenessPageMaker(Completeness completeness, InstantSource clock) {
        this.completeness = completeness;
        this.clock = clock;
    }

    CompletenessPage page(@Nullable String wanted, AskedDays days) {
        Completeness.Part part =
                completeness.part(device -> wanted == null || device.isNamed(wanted), days, MOST_LINES);
        Instant now = clock.instant();
        List<DevicePart> devices =
                part.devices().stream().map(device -> part(device, now)).toList();
        return new CompletenessPage(
                wanted,
                days.from().toString(),
                lastOf(part.devices(), days).toString(),
                days.named(),
                part.all() - devices.size(),
                devices);
    }

    private static LocalDate lastOf(List<DeviceLine> devices, AskedDays days) {
        return devices.stream()
                .map(device -> LocalDate.parse(device.to()))
                .max(Comparator.naturalOrder())
                .orElse(days.to())
                .minusDays(1);
    }

    private static DevicePart part(DeviceLine device, Instant now) {
        List<DayPart> days = new ArrayList<>();
        device.days().forEach(day -> days.add(part(day)));
        Collections.reverse(days);
        return new DevicePart(
                device.device(),
                device.name() == null ? device.device() : device.name(),
                until(device),
                checked(device, now),
                device.heldBack(),
                device.findingTexts(),
                days);
    }

    /** What was compared long ago is no good news, whatever came of it. */
    private static Page.Mark until(DeviceLine device) {
        return device.completeUntil() == null
                ? new Page.Mark("not shown to be complete", "quiet")
                : new Page.Mark(
                        "complete until " + device.completeUntil().replace('T', ' ') + " by its clock"
                                + device.butFor(),
                        device.stale() ? "quiet" : "good");
    }

    private static String checked(DeviceLine device, Instant now) {
        String at = device.checkedAt();
        if (at == null) {
            return "No agent has compared it yet.";
        }
        String last = "Last compared " + Words.ago(Instant.parse(at), now) + " (" + at + ") by agent " + device.agent();
        return device.stale() ? last + ": nothing is known of the time since." : last + ".";
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
                day.findingTexts());
    }

    private static Page.Mark verdict(DayLine day) {
        return switch (Verdict.valueOf(day.verdict())) {
            case COMPLETE -> new Page.Mark("complete", "good");
            case INCOMPLETE ->
                day.isAccepted()
                        ? new Page.Mark("incomplete, and accepted", "quiet")
                        : new Page.Mark("incomplete", "bad");
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
}
