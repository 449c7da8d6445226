package dev.rollcall.agent.health;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.disk.DataDisk;
import dev.rollcall.agent.health.StatusReport.JournalState;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalHealth;
import java.time.Instant;

/** Puts together what is known of the journal and of the disk under it. */
final class JournalStates {

    private static final int MEBIBYTE = 20;

    private JournalStates() {}

    static JournalState of(AgentConfig config, JournalHealth health) {
        DataDisk disk = DataDisk.look(config.dataDir());
        Instant verifiedAt = health.verifiedAt();
        Long free = disk.freeBytes();
        long needed = config.keep().minFreeBytes();
        String roomProblem = free == null || free >= needed
                ? null
                : "only " + (free >> MEBIBYTE) + " MiB free of the " + (needed >> MEBIBYTE)
                        + " MiB that limits.minFreeBytes asks for: no terminal is read until there is room";
        return new JournalState(
                health.verifiedTo(),
                health.writtenTo(),
                verifiedAt == null ? null : verifiedAt.toString(),
                health.damaged(),
                health.damagedUnsent(),
                health.damagedEvents(),
                health.rereads(),
                health.pruned(),
                config.keep().keep().toDays(),
                free,
                roomProblem,
                disk.aside(),
                disk.warnings(),
                health.alarms().stream().map(JournalFacts.Alarm::text).toList());
    }
}
