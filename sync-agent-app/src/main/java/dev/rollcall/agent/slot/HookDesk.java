package dev.rollcall.agent.slot;

import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.SourceException.Kind;
import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.journal.PushBook;
import dev.rollcall.agent.journal.PushBook.PushTarget;
import dev.rollcall.agent.journal.PushBook.PushTarget.State;
import dev.rollcall.agent.slot.HookReport.Device;
import dev.rollcall.agent.slot.HookReport.Result;
import dev.rollcall.agent.slot.PushSlots.Change;
import dev.rollcall.agent.slot.PushSlots.Slot;
import dev.rollcall.agent.slot.PushSlots.Wanted;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Tells terminals to post to this agent, and takes that back, because a person has asked for it. */
public final class HookDesk {

    private final PushBook book;
    private final Rearming rearming;
    private final InstantSource clock;

    public HookDesk(PushBook book, Rearming rearming, InstantSource clock) {
        this.book = book;
        this.rearming = rearming;
        this.clock = clock;
    }

    /**
     * Tells a terminal to post here. The caller has its turn.
     *
     * @param chosen  whether the agent found the address itself
     * @param replace as for {@link PushSlots#install}
     */
    public Device install(
            DeviceConfig device, PushSlots slots, Wanted wanted, boolean chosen, @Nullable String replace) {
        try {
            return installed(device, slots.install(wanted, replace), wanted, chosen);
        } catch (SourceException failed) {
            return failure(device, failed);
        } catch (IllegalArgumentException impossible) {
            return impossible(device, String.valueOf(impossible.getMessage()));
        }
    }

    /** Frees our slot and forgets that it was ours. The caller has the terminal's turn. */
    public Device remove(DeviceConfig device, PushSlots slots, Wanted wanted) {
        try {
            Change change = slots.clear(wanted);
            book.forget(device.name());
            rearming.forget(device.name());
            if (change instanceof Change.Refused) {
                return done(device, Result.NOTHING_SET, null, null, "no slot holds our address; nothing was changed");
            }
            Slot slot = ((Change.Done) change).slot();
            String target = slot.target();
            return target == null
                    ? done(device, Result.REMOVED, null, slot.id(), "slot " + slot.id() + " is free now (read back)")
                    : new Device(
                            device.name(),
                            Result.FAILED,
                            target,
                            slot.id(),
                            List.of(),
                            "the terminal keeps " + target + " in slot " + slot.id()
                                    + " although it was told to free it. Clear it on the terminal's own page.",
                            ExitCode.INCOMPLETE);
        } catch (SourceException failed) {
            return failure(device, failed);
        }
    }

    /** What stands against an address that no terminal can use. */
    public static Device impossible(DeviceConfig device, String reason) {
        return new Device(
                device.name(),
                Result.FAILED,
                null,
                null,
                List.of(),
                "it cannot be told this address: " + reason
                        + ". Name the address of this computer on the terminal's network: --address 192.168.1.10",
                ExitCode.WRONG_USAGE);
    }

    private Device installed(DeviceConfig device, Change change, Wanted wanted, boolean chosen) {
        if (change instanceof Change.Refused refused) {
            return refused(device, refused);
        }
        Change.Done done = (Change.Done) change;
        if (!done.slot().asWanted()) {
            return new Device(
                    device.name(),
                    Result.NOT_KEPT,
                    done.slot().target(),
                    done.slot().id(),
                    List.of(),
                    "the terminal said yes and did not keep " + String.join(", ", done.missing())
                            + " (seen on DS-K1A340FWX V1.2.7, which posts nothing then). It is read by schedule; on some models "
                            + "the address can be set on the terminal's own page.",
                    ExitCode.INCOMPLETE);
        }
        remember(device, wanted, chosen);
        String what = done.sent() ? "posts to " + wanted + " now" : "posted to " + wanted + " already";
        String rest = done.missing().isEmpty() ? "" : "; it did not keep " + String.join(", ", done.missing());
        return done(
                device,
                Result.SET,
                wanted.toString(),
                done.slot().id(),
                "slot " + done.slot().id() + " " + what + " (read back)" + rest);
    }

    private void remember(DeviceConfig device, Wanted wanted, boolean chosen) {
        PushTarget before = book.target(device.name());
        // Restarts before this do not matter any more.
        long seen = book.restartsSince(device.address(), before == null ? 0 : before.seenEvent())
                .newest();
        rearming.forget(device.name());
        book.told(new PushTarget(
                device.name(), wanted.host(), chosen, clock.instant(), clock.instant(), State.HELD, null, seen));
    }

    private static Device refused(DeviceConfig device, Change.Refused refused) {
        List<String> others = refused.others().stream()
                .map(Slot::target)
                .filter(Objects::nonNull)
                .toList();
        if (!refused.taken()) {
            return new Device(
                    device.name(), Result.FAILED, null, null, List.of(), refused.reason(), ExitCode.INCOMPLETE);
        }
        boolean single = refused.others().size() == 1;
        String remedy = single
                ? "Ask its owner. To replace it: 'webhook install --device " + device.name() + " --yes'."
                : "Ask their owners. To replace one, name its slot: 'webhook install --device " + device.name()
                        + " --slot NUMBER --yes'.";
        StringBuilder text = new StringBuilder(single ? "the only slot posts to " : "every slot is taken: ");
        text.append(String.join(", ", describe(refused.others(), single)))
                .append(single ? ", which would get no events any more. " : ". ")
                .append(remedy);
        return new Device(
                device.name(),
                Result.TAKEN,
                null,
                single ? refused.others().get(0).id() : null,
                others,
                text.toString(),
                ExitCode.INCOMPLETE);
    }

    private static List<String> describe(List<Slot> others, boolean single) {
        return others.stream()
                .map(slot -> single ? String.valueOf(slot.target()) : "slot " + slot.id() + " " + slot.target())
                .toList();
    }

    private static Device failure(DeviceConfig device, SourceException failed) {
        String text = failed.kind() == Kind.UNSUPPORTED
                ? "its firmware does not let anybody set this from here; set it on the terminal's own page, or leave it: it is "
                        + "read by schedule. " + failed.reason()
                : failed.reason();
        int exitCode = failed.kind() == Kind.REFUSED ? ExitCode.DEVICE_REFUSED : ExitCode.INCOMPLETE;
        return new Device(device.name(), Result.FAILED, null, null, List.of(), text, exitCode);
    }

    private static Device done(
            DeviceConfig device, Result result, @Nullable String target, @Nullable String slot, String text) {
        return new Device(device.name(), result, target, slot, List.of(), text, ExitCode.FINE);
    }
}
