package dev.rollcall.simulation;

import dev.rollcall.agent.journal.LogFacts;
import dev.rollcall.agent.reconcile.VerifyReport;
import dev.rollcall.attendance.event.AttendanceEvent;
import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.EventTime;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.window.SerialGap;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.testing.InMemoryStore.Kept;
import dev.rollcall.simulation.Truth.Happening;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** Compares devices, journals and receiver once all faults have ended and there was time for everything to arrive. */
final class LastJudgement {

    private final World world;
    private final Oracle oracle;
    private final Losses losses;
    private final Map<Integer, Kept> rows = new HashMap<>();

    LastJudgement(World world) {
        this.world = world;
        this.oracle = world.oracle();
        this.losses = new Losses(world);
    }

    void judge(Map<Branch, VerifyReport> reports) {
        receiver();
        Honesty honesty = new Honesty(world, losses, rows);
        for (Branch agent : world.agents()) {
            delivered(agent);
            for (Address address : world.addresses()) {
                readable(agent, address.device());
                gaps(agent, address);
            }
        }
        reports.forEach(honesty::judge);
        arrived();
        secrets();
    }

    /** Each row of the receiver is one thing that happened, and says what the device said. */
    private void receiver() {
        for (Kept row : world.cloud().disk().kept()) {
            int tag = Truth.tagIn(row.raw().text());
            if (tag < 0) {
                throw new Violation(
                        "I3",
                        "the receiver has what no device said: " + row.raw().text());
            }
            Happening event = world.truth().of(tag);
            Kept other = rows.put(tag, row);
            if (other != null) {
                throw new Violation(
                        "I2",
                        event + " is stored twice, as " + other.stored().publicId() + " and "
                                + row.stored().publicId());
            }
            sameContent(event, row);
            confirmed(event, row);
            time(event, row.stored().event().time());
        }
    }

    private void sameContent(Happening event, Kept row) {
        AttendanceEvent stored = row.stored().event();
        String person = stored.employeeNo() == null ? null : stored.employeeNo().value();
        boolean same = stored.device().value().equals(event.device)
                && stored.major() == event.major
                && stored.minor() == event.minor
                && (event.person == null ? person == null : event.person.equals(person))
                && (event.forged || stored.serialNo() == null || stored.serialNo() == event.serial);
        if (!same) {
            throw new Violation("I4", event + " is stored as " + stored);
        }
        if (!event.printed.contains(stored.time().wallClock())) {
            throw new Violation(
                    "I11",
                    event + " is stored at " + stored.time().wallClock() + ", which the device never printed for it");
        }
    }

    private void confirmed(Happening event, Kept row) {
        boolean read = isRead(event);
        if (!read && row.stored().confirmed() && oracle.restores() == 0 && !anybodyWentBack()) {
            throw new Violation("I3", event + " counts as read from the device, and nobody has read it");
        }
        if (read && !row.stored().confirmed() && oracle.restores() == 0) {
            throw new Violation("I3", event + " was read from the device and is not confirmed");
        }
    }

    private boolean anybodyWentBack() {
        return world.agents().stream().anyMatch(agent -> oracle.view(agent).wentBack());
    }

    /** A time that is called good is the time. */
    private void time(Happening event, EventTime time) {
        if (!event.clockRight || time.quality() != TimeQuality.GOOD || !world.tellsTime(event.device)) {
            return;
        }
        long real = world.start().plusMillis(event.at).getEpochSecond();
        long told = time.occurredAt().getEpochSecond();
        if (Math.abs(real - told) > 300) {
            throw new Violation(
                    "I11",
                    event + " happened at " + world.start().plusMillis(event.at) + " and is told to have"
                            + " happened at " + time.occurredAt() + " without a flag");
        }
    }

    private void delivered(Branch agent) {
        long waiting = agent.disk().waiting();
        if (waiting > 0 || agent.disk().blocked() > 0) {
            throw new Violation(
                    "I10",
                    agent + " still has " + waiting + " events waiting and "
                            + agent.disk().blocked() + " blocked");
        }
        for (Map.Entry<Integer, EventId> entry : oracle.view(agent).journaled().entrySet()) {
            Happening event = world.truth().of(entry.getKey());
            if (event.readable && !agent.disk().has(entry.getValue())) {
                throw new Violation("I1", event + " was journaled by " + agent + " and is gone");
            }
            if (event.readable && event.travels() && !rows.containsKey(event.tag) && !isBeyondRepair(event)) {
                throw new Violation("I1", event + " is in the journal of " + agent + " and not at the receiver");
            }
        }
    }

    /** A restored backup lost it, and neither a journal nor the device has it any more. */
    private boolean isBeyondRepair(Happening event) {
        return oracle.lostByReceiver().contains(event.tag)
                && !world.isShown(event)
                && world.agents().stream().allMatch(agent -> isPruned(agent, event));
    }

    private boolean isPruned(Branch agent, Happening event) {
        EventId id = oracle.view(agent).journaled().get(event.tag);
        boolean old = agent.wasSet()
                || world.timeline().now() - event.at >= agent.habits().keep().toMillis();
        return id == null || !agent.disk().has(id) || (agent.disk().hasPruned(id) && old);
    }

    private void readable(Branch agent, Device device) {
        for (Row row : device.log()) {
            boolean owed = row.event().major != device.nature().unreadable();
            if (owed && !oracle.view(agent).has(row.event().tag)) {
                throw new Violation("I1", row.event() + " is on the device and not in the journal of " + agent);
            }
        }
    }

    private void gaps(Branch agent, Address address) {
        Device device = address.device();
        if (!losses.canBeKnown(agent, device)) {
            return;
        }
        LogFacts facts = agent.disk().device(address.config()).log();
        SortedSet<Long> lost = losses.of(agent, device);
        SortedSet<Long> told = new TreeSet<>();
        SortedSet<Long> absent = new TreeSet<>();
        // Of those that are many only the newest are told with the facts.
        for (SerialGap gap : agent.disk().tallies().gaps(device.key())) {
            for (long serial = gap.serials().first(); serial <= gap.serials().last(); serial++) {
                told.add(serial);
                if (!gap.isLost()) {
                    absent.add(serial);
                }
            }
        }
        if (!told.equals(lost)) {
            throw new Violation(
                    "I7", agent + " says that " + told + " of " + device.key() + " are lost, and " + lost + " are");
        }
        // What the device itself shows to be absent between others is no lack, and what is elsewhere is none either.
        lost.removeAll(absent);
        complete(device, facts, lost);
    }

    private void complete(Device device, LogFacts facts, SortedSet<Long> lost) {
        LocalDateTime until = facts.completeUntil();
        if (lost.isEmpty() || until == null) {
            return;
        }
        for (Happening event : world.truth().all()) {
            boolean gone = event.device.equals(device.nature().key()) && !event.forged && lost.contains(event.serial);
            boolean before = event.printed.stream().allMatch(printed -> printed.isBefore(until));
            if (gone && before && !event.late && !device.isOutOfOrder()) {
                throw new Violation("I7", "complete until " + until + " is said over the lost " + event);
            }
        }
    }

    private void arrived() {
        Map<InboxResult.State, Long> counts =
                world.cloud().disk().read(unit -> unit.inbox().counts());
        if (counts.getOrDefault(InboxResult.State.RECEIVED, 0L) > 0) {
            throw new Violation("I10", "posted bodies still wait to be understood: " + counts);
        }
        for (int tag : oracle.pushed()) {
            Happening event = world.truth().of(tag);
            boolean lost = oracle.lostByReceiver().contains(tag);
            boolean owed = event.readable && event.travels() && !lost;
            boolean unread = !event.readable && event.travels() && !lost;
            if (unread && !isKeptUnread(tag)) {
                throw new Violation("I1", "the body of " + event + " could not be understood and is gone");
            }
            if (owed && !rows.containsKey(tag) && !isVersion(event)) {
                throw new Violation("I5", event + " was posted and answered with 200, and is not at the receiver");
            }
        }
    }

    private boolean isKeptUnread(int tag) {
        return world.cloud().disk().bodies().stream()
                .anyMatch(item -> Truth.tagIn(new String(item.body(), StandardCharsets.ISO_8859_1)) == tag);
    }

    /** What is forged stands for itself, or beside what really happened, as a version that does not count, with an alarm. */
    private boolean isVersion(Happening event) {
        boolean counts = rows.values().stream()
                .anyMatch(row -> saysTheSame(event, row.stored().event()));
        boolean kept = rows.values().stream()
                .flatMap(row -> row.versions().stream())
                .anyMatch(version -> saysTheSame(event, version.event()));
        boolean told = world.cloud()
                .disk()
                .<Boolean>read(unit -> unit.alarms().latest(1_000).stream()
                        .anyMatch(alarm -> alarm.kind().equals(AlarmLog.CONTRADICTION)));
        return (event.forged && counts) || (kept && told && (event.forged || !isRead(event)));
    }

    private boolean isRead(Happening event) {
        return world.agents().stream().anyMatch(agent -> oracle.view(agent).has(event.tag));
    }

    private static boolean saysTheSame(Happening event, AttendanceEvent version) {
        return version.device().value().equals(event.device)
                && version.employeeNo() != null
                && version.employeeNo().value().equals(event.person)
                && event.printed.contains(version.time().wallClock());
    }

    private void secrets() {
        for (InboxItem item : world.cloud().disk().bodies()) {
            if (new String(item.body(), StandardCharsets.ISO_8859_1).contains(Pusher.FACE)) {
                throw new Violation("I12", "a picture is in the inbox");
            }
        }
    }
}
