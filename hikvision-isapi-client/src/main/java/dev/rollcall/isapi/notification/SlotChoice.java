package dev.rollcall.isapi.notification;

import dev.rollcall.isapi.notification.HostChange.Refused;
import dev.rollcall.isapi.notification.HostChange.Refused.Why;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which slot to use, or why none.
 *
 * @param ours whether it held our address before, so that its other fields are ours, too
 */
record SlotChoice(
        @Nullable ListeningHost host,
        boolean ours,
        @Nullable Refused refused) {

    static SlotChoice of(List<ListeningHost> hosts, HostSlot slot, ListenerTarget target, ReplaceForeign consent) {
        if (hosts.isEmpty()) {
            return refused(
                    Why.NO_SUCH_SLOT,
                    "the device shows no slot for a listening host; set one on its own page once",
                    hosts);
        }
        Predicate<ListeningHost> ours = host -> slot.isOurs(host) || HostFields.sameAddress(target, host);
        if (slot.id() != null) {
            return numbered(hosts, slot.id(), ours, consent);
        }
        Optional<ListeningHost> held = hosts.stream().filter(slot::isOurs).findFirst();
        Optional<ListeningHost> known =
                held.or(() -> hosts.stream().filter(ours).findFirst());
        if (known.isPresent()) {
            return new SlotChoice(known.get(), true, null);
        }
        Optional<ListeningHost> free =
                hosts.stream().filter(ListeningHost::free).findFirst();
        if (free.isPresent()) {
            return new SlotChoice(free.get(), false, null);
        }
        if (consent == ReplaceForeign.AGREED && hosts.size() == 1) {
            return new SlotChoice(hosts.get(0), false, null);
        }
        return refused(
                Why.SLOT_TAKEN,
                "every slot holds the address of another system, which would get no events any more; ask its owner, then"
                        + " name the slot and agree to replace it",
                hosts);
    }

    /** The slot that is ours already, by number or token; null if none is. */
    static @Nullable ListeningHost owned(List<ListeningHost> hosts, HostSlot slot) {
        return hosts.stream()
                .filter(host ->
                        slot.id() == null ? slot.isOurs(host) : host.id().equals(slot.id()))
                .findFirst()
                .orElse(null);
    }

    private static SlotChoice numbered(
            List<ListeningHost> hosts, String id, Predicate<ListeningHost> ours, ReplaceForeign consent) {
        ListeningHost host =
                hosts.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
        if (host == null) {
            return refused(Why.NO_SUCH_SLOT, "the device has no slot " + id + "; it has " + hosts.size(), List.of());
        }
        if (host.free() || ours.test(host) || consent == ReplaceForeign.AGREED) {
            return new SlotChoice(host, ours.test(host), null);
        }
        return refused(
                Why.SLOT_TAKEN,
                "slot " + id
                        + " holds the address of another system, which would get no events any more; ask its owner,"
                        + " then agree to replace it",
                List.of(host));
    }

    private static SlotChoice refused(Why why, String reason, List<ListeningHost> taken) {
        return new SlotChoice(null, false, new Refused(why, reason, taken));
    }
}
