package dev.rollcall.agent.command;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command that talks to devices or writes the journal, so that only the holder of the instance lock may carry it out. */
public sealed interface Order {

    /** Returns the command as it is typed. */
    String name();

    /** Tells whether it may be carried out again from its beginning when the daemon was ended in the middle of it. */
    default boolean isRepeatable() {
        return true;
    }

    /**
     * Read all devices once and deliver.
     *
     * @param json whether the report is JSON
     */
    record Sync(boolean json) implements Order {
        @Override
        public String name() {
            return "sync";
        }
    }

    /**
     * Read a range of device time again.
     *
     * @param from   the first second, ISO-8601 local
     * @param to     the second after the last, ISO-8601 local; null for as far as each device's clock is
     * @param device the configured name of the only device to read; null for all
     * @param json   whether the report is JSON
     */
    record Backfill(
            String from, @Nullable String to, @Nullable String device, boolean json) implements Order {
        @Override
        public String name() {
            return "backfill";
        }

        /** Returns the first second, by the device's clock. */
        public LocalDateTime start() {
            return LocalDateTime.parse(from);
        }

        /** Returns the second after the last, by the device's clock; null for as far as that clock is. */
        public @Nullable LocalDateTime end() {
            return to == null ? null : LocalDateTime.parse(to);
        }
    }

    /**
     * Compare device, journal and receiver, and put right what can be.
     *
     * @param from    the first day, ISO-8601; null for as many as usual
     * @param to      the day after the last, ISO-8601; null for as far as each device is read
     * @param device  the configured name of the only device; null for all
     * @param reading whether every record is read and compared, also where counting would do
     * @param json    whether the report is JSON
     */
    record Verify(
            @Nullable String from,
            @Nullable String to,
            @Nullable String device,
            boolean reading,
            boolean json) implements Order {
        @Override
        public String name() {
            return "verify";
        }

        /** Returns the first day; null for as many as usual. */
        public @Nullable LocalDate start() {
            return from == null ? null : LocalDate.parse(from);
        }

        /** Returns the day after the last; null for as far as each device is read. */
        public @Nullable LocalDate end() {
            return to == null ? null : LocalDate.parse(to);
        }
    }

    /**
     * Put blocked events back to wait.
     *
     * @param device the configured name or the key of the device whose events; null for all
     * @param ids    the ids of the events; empty for all of that device
     * @param json   whether the report is JSON
     */
    record Requeue(@Nullable String device, List<String> ids, boolean json) implements Order {
        public Requeue {
            ids = List.copyOf(ids);
        }

        @Override
        public String name() {
            return "outbox requeue";
        }
    }

    /**
     * Translate quarantined records again.
     *
     * @param ids  their numbers; empty for all
     * @param json whether the report is JSON
     */
    record Replay(List<Long> ids, boolean json) implements Order {
        public Replay {
            ids = List.copyOf(ids);
        }

        @Override
        public String name() {
            return "quarantine replay";
        }
    }

    /**
     * Note that a person accepts that records are not understood.
     *
     * @param ids  their numbers
     * @param who  the account that gave the command
     * @param why  the reason that was given
     * @param json whether the report is JSON
     */
    record Accept(List<Long> ids, String who, String why, boolean json) implements Order {
        public Accept {
            ids = List.copyOf(ids);
        }

        @Override
        public String name() {
            return "quarantine accept";
        }
    }

    /**
     * Note that a person accepts losses.
     *
     * @param device the configured name or the key of the device
     * @param gaps   what they are called in the list of losses
     * @param who    the account that gave the command
     * @param why    the reason that was given
     * @param json   whether the report is JSON
     */
    record AcceptLoss(String device, List<String> gaps, String who, String why, boolean json) implements Order {
        public AcceptLoss {
            gaps = List.copyOf(gaps);
        }

        @Override
        public String name() {
            return "gaps accept";
        }
    }

    /**
     * Tell terminals to post to this agent.
     *
     * @param devices the configured names of the only ones; empty for all
     * @param address the address of this computer to tell them; null for the one that leads to each of them
     * @param replace the number of a slot that may be taken from somebody else, {@code only} for the only one; null for none
     */
    record HookInstall(
            List<String> devices,
            @Nullable String address,
            @Nullable String replace) implements Order {
        public HookInstall {
            devices = List.copyOf(devices);
        }

        @Override
        public String name() {
            return "webhook install";
        }
    }

    /**
     * Wait for an event that terminals post.
     *
     * @param devices their configured names
     * @param since   earlier events do not count, ISO-8601 UTC
     * @param millis  how long to wait
     */
    record HookAwait(List<String> devices, String since, long millis) implements Order {
        public HookAwait {
            devices = List.copyOf(devices);
        }

        @Override
        public String name() {
            return "webhook await";
        }
    }

    /**
     * Free the slots of terminals that hold our address.
     *
     * @param devices the configured names of the only ones; empty for all
     */
    record HookRemove(List<String> devices) implements Order {
        public HookRemove {
            devices = List.copyOf(devices);
        }

        @Override
        public String name() {
            return "webhook remove";
        }
    }

    /**
     * Look at every device and the receiver.
     *
     * @param retry the configured name of a device whose password may be tried again; null for none
     * @param json  whether the report is JSON
     */
    record Examine(@Nullable String retry, boolean json) implements Order {
        @Override
        public String name() {
            return "doctor";
        }

        /** Once more would show a refused password more often than a person has allowed. */
        @Override
        public boolean isRepeatable() {
            return false;
        }
    }
}
