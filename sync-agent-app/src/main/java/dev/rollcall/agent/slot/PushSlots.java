package dev.rollcall.agent.slot;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The slots of one terminal. Every call blocks; one call at a time, by whoever has the terminal's turn. Every method throws
 * {@link dev.rollcall.agent.collect.SourceException} when the terminal does not give what was asked.
 */
public interface PushSlots {

    /** Reads all slots: one request. */
    List<Slot> read(Wanted wanted);

    /**
     * Makes the terminal post to an address, in our slot or a free one, and reads back. Nothing is sent if it does so already.
     *
     * @param replace the number of a slot that may be taken from somebody else; {@code only} for the only one of a terminal that
     *     has just one; null for none
     */
    Change install(Wanted wanted, @Nullable String replace);

    /** The same, without ever taking a slot from somebody else, and sent again also if the terminal says that it does so already. */
    Change renew(Wanted wanted);

    /** Frees our slot. */
    Change clear(Wanted wanted);

    /** Any slot, where there is only one. */
    String ONLY = "only";

    /**
     * Where the terminal is to post to.
     *
     * @param host     an address of this computer, as the terminal sees it
     * @param path     the path with the token in it
     * @param token    what tells our slot from others
     * @param loopback whether the terminal is on this very computer, as simulated ones are
     */
    record Wanted(String host, int port, String path, String token, boolean loopback) {

        /** Without the secret. */
        @Override
        public String toString() {
            return "http://" + host + ":" + port;
        }
    }

    /**
     * A slot.
     *
     * @param id       its number
     * @param target   whom it posts to, without path; null if nobody
     * @param ours     whether it holds our token, or our address where the terminal keeps no paths
     * @param asWanted whether it is ours and says what is wanted
     */
    record Slot(String id, @Nullable String target, boolean ours, boolean asWanted) {}

    /** What came of a wish. */
    sealed interface Change {

        /**
         * It was taken.
         *
         * @param slot    the slot as read back
         * @param missing what the terminal did not keep as asked, by name
         * @param sent    false if it was so already
         */
        record Done(Slot slot, List<String> missing, boolean sent) implements Change {
            public Done {
                missing = List.copyOf(missing);
            }
        }

        /**
         * Nothing was changed.
         *
         * @param taken  whether that is because others hold the slots
         * @param reason a sentence for a person
         * @param others the slots of others
         */
        record Refused(boolean taken, String reason, List<Slot> others) implements Change {
            public Refused {
                others = List.copyOf(others);
            }
        }
    }
}
