package dev.rollcall.simulation;

import dev.rollcall.simulation.Truth.Happening;
import java.util.SortedSet;
import java.util.TreeSet;

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

    /** Returns the serials that are lost, from the first known one on. */
    SortedSet<Long> of(Branch agent, Device device) {
        SortedSet<Long> known = new TreeSet<>();
        SortedSet<Long> all = new TreeSet<>();
        for (Happening event : world.truth().all()) {
            if (!event.forged && event.device.equals(device.nature().key())) {
                all.add(event.serial);
                if (world.oracle().view(agent).has(event.tag)) {
                    known.add(event.serial);
                }
            }
        }
        SortedSet<Long> lost = known.isEmpty() ? new TreeSet<>() : new TreeSet<>(all.tailSet(known.first()));
        lost.removeAll(known);
        return lost;
    }
}
