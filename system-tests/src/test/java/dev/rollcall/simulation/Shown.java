package dev.rollcall.simulation;

import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.reconcile.VerifyReport;
import dev.rollcall.attendance.reconcile.DayProof;
import dev.rollcall.attendance.reconcile.Verdict;
import dev.rollcall.receiver.reconcile.Completeness.DayLine;
import dev.rollcall.receiver.reconcile.Completeness.DeviceLine;
import dev.rollcall.simulation.Truth.Happening;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Holds what the receiver shows to people against the truth: whoever pays by it must not pay too little. */
final class Shown {

    private final World world;
    private final List<DeviceLine> lines;
    private final Set<Integer> stored = new HashSet<>();

    Shown(World world) {
        this.world = world;
        this.lines = world.cloud().shown();
        world.cloud()
                .disk()
                .kept()
                .forEach(row -> stored.add(Truth.tagIn(row.raw().text())));
    }

    /** Nothing of what any agent knows is missing before what it calls complete, nor on days that it calls complete, whoever told last. */
    void nothingIsMissing() {
        for (DeviceLine line : lines) {
            world.agents().stream()
                    .filter(agent -> world.cloud().listensTo(agent.name(), line.device()) && canKnow(agent))
                    .forEach(agent -> nothingIsMissing(agent, line));
        }
    }

    /** What a receiver lost that was set back without a word is noticed by comparing all days, and not by comparing the last ones. */
    private boolean canKnow(Branch agent) {
        return !world.oracle().view(agent).wentBack()
                && world.cloud().silentRestores() == 0
                && world.cloud().disk().id().equals(agent.disk().remembered(Fact.RECEIVER_STORE))
                && agent.disk().remembered(Fact.VERIFY_ASKED) == null;
    }

    private void nothingIsMissing(Branch agent, DeviceLine line) {
        LocalDateTime until =
                line.completeUntil() == null ? LocalDateTime.MIN : LocalDateTime.parse(line.completeUntil());
        Set<LocalDate> complete = complete(line);
        for (int tag : world.oracle().view(agent).journaled().keySet()) {
            Happening event = world.truth().of(tag);
            boolean owed = event.device.equals(line.device()) && !event.forged && event.readable && event.travels();
            if (owed && !stored.contains(tag)) {
                if (event.printed.stream().allMatch(printed -> printed.isBefore(until))) {
                    throw new Violation("I7", "the receiver shows complete until " + until + " over the lost " + event);
                }
                if (event.printed.stream().allMatch(printed -> complete.contains(printed.toLocalDate()))) {
                    throw new Violation("I7", "the receiver calls the day complete of the lost " + event);
                }
            }
        }
    }

    /** Nothing that a device no longer holds, and nobody read, is missing on a day that is called complete, if anybody can know. */
    void nothingIsUnread() {
        Losses losses = new Losses(world);
        for (Address address : world.addresses()) {
            Device device = address.device();
            boolean known = world.agents().stream().allMatch(this::canKnow);
            Set<LocalDate> complete = lines.stream()
                    .filter(line ->
                            known && line.device().equals(device.nature().key()))
                    .flatMap(line -> complete(line).stream())
                    .collect(Collectors.toSet());
            world.truth().all().stream()
                    .filter(event -> event.device.equals(device.nature().key()) && isUnread(event))
                    .filter(event ->
                            device.printings(event).allMatch(printed -> complete.contains(printed.toLocalDate())))
                    .filter(event -> losses.canBeKnown(event, device))
                    .findFirst()
                    .ifPresent(event -> {
                        throw new Violation(
                                "I7",
                                "the receiver calls the day complete of " + event + ", which nobody read and which is "
                                        + event.lostBy);
                    });
        }
    }

    private boolean isUnread(Happening event) {
        boolean owed = !event.forged && event.readable && event.travels();
        return owed
                && !event.inLog
                && !stored.contains(event.tag)
                && world.agents().stream()
                        .noneMatch(agent -> world.oracle().view(agent).has(event.tag));
    }

    /**
     * No day is called complete that has a record which nobody understands. A day that was compared long ago is as it was then: such a
     * record may have been dated back to it, or be printed on it since.
     */
    void nothingIsStrange(Collection<VerifyReport> reports) {
        for (Address address : world.addresses()) {
            String key = address.device().nature().key();
            Set<LocalDate> compared = reports.stream()
                    .flatMap(report -> report.devices().stream())
                    .filter(result -> key.equals(result.key()))
                    .flatMap(result -> result.days().stream())
                    .map(DayProof::day)
                    .collect(Collectors.toSet());
            Set<LocalDate> complete = lines.stream()
                    .filter(line -> line.device().equals(key))
                    .flatMap(line -> complete(line).stream())
                    .collect(Collectors.toSet());
            compared.retainAll(complete);
            if (world.agents().stream().anyMatch(agent -> world.cloud().listensTo(agent.name(), key))) {
                nothingIsStrange(address.device(), compared);
            }
        }
    }

    private static void nothingIsStrange(Device device, Set<LocalDate> complete) {
        for (Row row : device.log()) {
            boolean read = !row.event().readable
                    && row.event().major != device.nature().unreadable();
            if (read && complete.contains(device.printed(row).toLocalDate())) {
                throw new Violation(
                        "I7", "the receiver calls the day complete of " + row.event() + ", which nobody understands");
            }
        }
    }

    private static Set<LocalDate> complete(DeviceLine line) {
        return line.days().stream()
                .filter(day -> day.verdict().equals(Verdict.COMPLETE.name()))
                .map(DayLine::day)
                .map(LocalDate::parse)
                .collect(Collectors.toSet());
    }
}
