package dev.rollcall.agent.slot;

import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.SourceException.Kind;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.PushBook;
import dev.rollcall.agent.journal.PushBook.PushTarget;
import dev.rollcall.agent.journal.PushBook.PushTarget.State;
import dev.rollcall.agent.journal.PushBook.Restarts;
import dev.rollcall.agent.slot.PushSlots.Change;
import dev.rollcall.agent.slot.PushSlots.Slot;
import dev.rollcall.agent.slot.PushSlots.Wanted;
import java.time.Instant;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * After each pass over a terminal that was told to post here: reads its slots, one request, and tells it again if it has lost our
 * address. After a restart it is told again in any case, since some terminals show their listening host and do not use it until it is
 * set once more (DS-K1T502). Slots of others are left alone; that one holds the only slot is an alarm.
 */
public final class Rearming {

    private static final Logger log = LoggerFactory.getLogger(Rearming.class);

    private static final long ROWS_PER_LOOK = 1_000;
    private static final String TAKEN = "push-slot-taken";
    private static final String TROUBLE = "push-not-set";

    private final Journal journal;
    private final PushBook book;
    private final Targets targets;
    private final InstantSource clock;

    public Rearming(Journal journal, PushBook book, Targets targets, InstantSource clock) {
        this.journal = journal;
        this.book = book;
        this.targets = targets;
        this.clock = clock;
    }

    /** Looks after one terminal that was told to post here. Never fails because of the terminal. */
    public void afterPass(DeviceConfig device, PushSlots slots) {
        PushTarget before = book.target(device.name());
        Wanted wanted = before == null ? null : targets.of(device, before);
        if (before == null || wanted == null) {
            return;
        }
        Restarts restarts = book.restartsSince(device.address(), before.seenEvent());
        if (before.state() == State.UNSUPPORTED && !restarts.any()) {
            lookOn(before, restarts.newest());
            return;
        }
        try {
            Look look = look(device, slots, wanted, restarts.any());
            note(before, wanted, look.state, look.told, restarts.newest());
        } catch (SourceException failed) {
            afterFailure(device, before, failed, restarts.newest());
        } catch (IllegalArgumentException impossible) {
            String text = "It cannot be told again to post to " + wanted + ": " + impossible.getMessage();
            journal.raise(TROUBLE, device.name(), text, clock.instant());
        }
    }

    /** Moves on where a restart is looked for, now and then: else each look goes through more rows than the one before. */
    private void lookOn(PushTarget before, long newest) {
        if (newest - before.seenEvent() >= ROWS_PER_LOOK) {
            book.told(new PushTarget(
                    before.device(),
                    before.host(),
                    before.chosen(),
                    before.installedAt(),
                    before.checkedAt(),
                    before.state(),
                    before.rearmedAt(),
                    newest));
        }
    }

    /** Takes back what this may have raised of a terminal. */
    public void forget(String device) {
        journal.lower(TAKEN, device);
        journal.lower(TROUBLE, device);
    }

    private Look look(DeviceConfig device, PushSlots slots, Wanted wanted, boolean restarted) {
        boolean held = !restarted && slots.read(wanted).stream().anyMatch(Slot::asWanted);
        if (held) {
            forget(device.name());
            return new Look(State.HELD, false);
        }
        Change change = slots.renew(wanted);
        if (change instanceof Change.Refused refused) {
            tell(device, refused, wanted);
            return new Look(refused.taken() ? State.TAKEN : State.LOST, false);
        }
        Slot slot = ((Change.Done) change).slot();
        if (!slot.asWanted()) {
            String text = "It was told again to post to " + wanted + " and did not keep it. It is read by schedule.";
            journal.raise(TROUBLE, device.name(), text, clock.instant());
            return new Look(State.LOST, true);
        }
        forget(device.name());
        log.info(
                "{} {}; it was told again to post to {}.",
                device.name(),
                restarted ? "has restarted" : "had lost our address",
                wanted);
        return new Look(State.HELD, true);
    }

    private void tell(DeviceConfig device, Change.Refused refused, Wanted wanted) {
        if (!refused.taken()) {
            journal.raise(
                    TROUBLE,
                    device.name(),
                    "It cannot be told again to post to " + wanted + ": " + refused.reason(),
                    clock.instant());
            return;
        }
        String others = refused.others().stream().map(Slot::target).collect(Collectors.joining(", "));
        String text = "Another system has taken the slot in which it kept our address; it posts to " + others
                + " now. It is read by schedule meanwhile. Ask who set that; 'webhook install --device " + device.name()
                + "' takes the slot back, 'webhook remove --device " + device.name() + "' gives it up.";
        journal.raise(TAKEN, device.name(), text, clock.instant());
    }

    private void afterFailure(DeviceConfig device, PushTarget before, SourceException failed, long newest) {
        if (failed.kind() == Kind.UNSUPPORTED) {
            String text =
                    "Its firmware does not let the agent see to whom it posts; its slots are not looked at any more until it "
                            + "restarts. " + failed.reason();
            journal.raise(TROUBLE, device.name(), text, clock.instant());
            book.told(with(before, before.host(), State.UNSUPPORTED, before.rearmedAt(), newest));
            return;
        }
        // A restart stays unseen, so that the next pass tells the terminal again.
        log.info("The slots of {} could not be looked at: {}", device.name(), failed.reason());
        if (failed.kind() == Kind.REFUSED || failed.kind() == Kind.INVALID_REQUEST) {
            String text = "The agent cannot see to it that it posts here: " + failed.reason();
            journal.raise(TROUBLE, device.name(), text, clock.instant());
        }
    }

    private void note(PushTarget before, Wanted wanted, State state, boolean told, long newest) {
        Instant rearmed = told ? clock.instant() : before.rearmedAt();
        book.told(with(before, wanted.host(), state, rearmed, newest));
    }

    private PushTarget with(PushTarget before, String host, State state, @Nullable Instant rearmedAt, long seenEvent) {
        return new PushTarget(
                before.device(),
                host,
                before.chosen(),
                before.installedAt(),
                clock.instant(),
                state,
                rearmedAt,
                seenEvent);
    }

    /** Says where a terminal is to post to. */
    @FunctionalInterface
    public interface Targets {

        /** Returns the address as it is to be now; null if nothing listens any more. */
        @Nullable Wanted of(DeviceConfig device, PushTarget before);
    }

    private record Look(State state, boolean told) {}
}
