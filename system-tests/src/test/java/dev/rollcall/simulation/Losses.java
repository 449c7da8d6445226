package dev.rollcall.simulation;

import dev.rollcall.simulation.Oracle.View;
import dev.rollcall.simulation.Truth.Happening;
import dev.rollcall.simulation.Truth.Loss;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What devices no longer hold and an agent never read. */
final class Losses {

    private final World world;

    Losses(World world) {
        this.world = world;
    }

    /** Tells whether an agent can know exactly what it lost of a device: all of its rows are numbered and shown, in one log. */
    boolean canBeKnown(Branch agent, Device device) {
        boolean counted = device.nature().serials() && device.nature().unreadable() == 0;
        return counted
                && device.wasNeverCleared()
                && !world.oracle().view(agent).wentBack();
    }

    /** Tells whether the agents can know that something was lost which none of them read, and on which day it may have been. */
    boolean canBeKnown(Happening event, Device device) {
        // By its neighbours nobody can tell the day of what is dated before or after them.
        boolean dated = !event.late && !event.ahead;
        // A class that the device does not let be read is nowhere.
        boolean shown = event.major != device.nature().unreadable();
        return dated && shown && isInOrder(device) && isBetweenItsNeighbours(event) && leavesTraces(event, device);
    }

    /** Without numbers all turns on times: what is dated back, or put back, looks like what was read before. */
    private boolean isInOrder(Device device) {
        boolean numbered = device.nature().serials() && device.nature().unreadable() == 0;
        return numbered
                || (!device.wasPutBack() && of(device.nature().key()).noneMatch(event -> event.late || event.ahead));
    }

    /** What is lost is told to lie between its neighbours: of one that is dated back or ahead, and looks right all the same, nobody knows. */
    private boolean isBetweenItsNeighbours(Happening event) {
        return world.agents().stream().allMatch(agent -> {
            List<Happening> read = read(agent, event.device);
            Optional<Happening> last =
                    read.stream().filter(other -> other.tag < event.tag).reduce((earlier, later) -> later);
            Optional<Happening> next =
                    read.stream().filter(other -> other.tag > event.tag).findFirst();
            return last.filter(other -> other.ahead).isEmpty()
                    && next.filter(other -> other.late).isEmpty();
        });
    }

    private List<Happening> read(Branch agent, String device) {
        return of(device).filter(world.oracle().view(agent)::wasRead).toList();
    }

    private boolean leavesTraces(Happening event, Device device) {
        return switch (event.lostBy) {
            case OVERWRITTEN ->
                event.epoch == device.epoch()
                        || world.agents().stream().allMatch(agent -> isTold(agent, event, device));
            // Its number is absent between its neighbours, as if it had never been given; and without numbers nothing
            // shows.
            case DELETED -> false;
            // A log of which nothing was read, or whose newest record that was read is there again, shows nothing.
            case CLEARED, PUT_BACK ->
                world.agents().stream()
                        .allMatch(agent -> isNewestGone(world.oracle().view(agent), event));
        };
    }

    /**
     * A log of which no pass to its end has read anything, or that was put back before anybody read on, may look as if it had lost nothing.
     */
    private boolean isTold(Branch agent, Happening event, Device device) {
        boolean isReadOn = read(agent, event.device).stream()
                .anyMatch(other -> other.epoch == event.epoch
                        && other.tag > event.tag
                        && world.oracle().view(agent).hadBefore(other, other.goneAt));
        return isReadOn || (!device.wasPutBack() && isNewestGone(world.oracle().view(agent), event));
    }

    private boolean isNewestGone(View view, Happening event) {
        return of(event.device)
                .filter(other -> view.hadBefore(other, event.goneAt))
                .max(Comparator.comparingInt(other -> other.tag))
                // After a ring that came round, a log that is put back looks like one that went on.
                .filter(newest ->
                        event.lostBy == Loss.PUT_BACK ? newest.goneAt == event.goneAt : newest.goneAt <= event.goneAt)
                .filter(newest -> !isReplacedByAStrangeOne(newest))
                .isPresent();
    }

    /** That another record has its number shows only if that one is understood. */
    private boolean isReplacedByAStrangeOne(Happening newest) {
        return of(newest.device)
                .anyMatch(other -> other.epoch > newest.epoch && other.serial == newest.serial && !other.readable);
    }

    private Stream<Happening> of(String device) {
        return world.truth().all().stream().filter(event -> !event.forged && event.device.equals(device));
    }

    /** Returns the serials that are lost, from the first known one on. */
    SortedSet<Long> of(Branch agent, Device device) {
        SortedSet<Long> known = new TreeSet<>();
        SortedSet<Long> all = new TreeSet<>();
        of(device.nature().key()).forEach(event -> {
            all.add(event.serial);
            if (world.oracle().view(agent).has(event.tag)) {
                known.add(event.serial);
            }
        });
        SortedSet<Long> lost = known.isEmpty() ? new TreeSet<>() : new TreeSet<>(all.tailSet(known.first()));
        lost.removeAll(known);
        return lost;
    }
}
