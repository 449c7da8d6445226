package dev.rollcall.agent.wiring;

import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.disk.DataDisk;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Lets no device be read while the disk has no room: what is not read stays safe where it is. */
final class RoomGuard {

    private static final int MEBIBYTE = 20;

    private final Path folder;
    private final long needed;
    private final Function<Path, @Nullable Long> free;

    RoomGuard(Path folder, long needed) {
        this(folder, needed, DataDisk::freeBytes);
    }

    RoomGuard(Path folder, long needed, Function<Path, @Nullable Long> free) {
        this.folder = folder;
        this.needed = needed;
        this.free = free;
    }

    /** Returns a listener that stops a pass before it reads or stores without room, and else tells {@code next}. */
    StepListener before(StepListener next) {
        return step -> {
            if (step == Step.CLOCK_READ || step == Step.PAGE_READ) {
                check();
            }
            next.reached(step);
        };
    }

    private void check() {
        Long room = free.apply(folder);
        if (room != null && room < needed) {
            throw new SourceException(
                    SourceException.Kind.UNAVAILABLE,
                    "it is not read, because the disk of " + folder + " has only " + (room >> MEBIBYTE)
                            + " MiB free and "
                            + (needed >> MEBIBYTE) + " MiB are needed (limits.minFreeBytes). Free some space: "
                            + "the agent goes on by itself, and nothing is lost.",
                    null);
        }
    }
}
