package dev.rollcall.isapi.notification;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a wish to change a listening host. Configured is not working: a device may keep everything and never post
 * (DS-K1A340FWX V1.2.7), or stop after a restart until it is configured again (DS-K1T502). Wait for a real event before
 * relying on it, ask again from time to time, and keep searching.
 */
public sealed interface HostChange {

    /**
     * The device took it, and this is what it says now.
     *
     * @param host the slot as read back
     * @param differences what the device did not keep as asked
     * @param sent false if it was so already and nothing was sent
     */
    record Done(ListeningHost host, List<Difference> differences, boolean sent) implements HostChange {

        public Done {
            differences = List.copyOf(differences);
        }
    }

    /**
     * Nothing was changed, because it would harm somebody else or cannot work.
     *
     * @param reason a sentence for a person, with the next step
     * @param taken the slots of others that are in the way
     */
    record Refused(Why why, String reason, List<ListeningHost> taken) implements HostChange {

        public Refused {
            taken = List.copyOf(taken);
        }

        /** Why nothing was changed. */
        public enum Why {
            /** The slot, or every slot, belongs to another system. A person may agree to {@link ReplaceForeign#AGREED}. */
            SLOT_TAKEN,
            /** The device has no slot of that number. */
            NO_SUCH_SLOT,
            /** This device cannot post to such an address; a relay in its own network may help. */
            TARGET_IMPOSSIBLE
        }
    }

    /**
     * One field that is not as asked. A slot that is not ours and came back changed is told as {@code foreign slot ID}.
     *
     * @param asked null if the field was to be empty
     * @param kept null if the device keeps none
     */
    record Difference(
            String field, @Nullable String asked, @Nullable String kept) {

        /** Without the values: an url may hold a token. */
        @Override
        public String toString() {
            return "Difference[" + field + "]";
        }
    }
}
