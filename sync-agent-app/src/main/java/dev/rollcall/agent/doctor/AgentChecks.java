package dev.rollcall.agent.doctor;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.FileRights;
import dev.rollcall.agent.health.AgentClock;
import dev.rollcall.agent.health.Judgement;
import dev.rollcall.agent.health.StatusReport;
import dev.rollcall.agent.health.StatusText;
import dev.rollcall.agent.journal.JournalProof;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Judges the agent and its computer, from its configuration and its own state. */
final class AgentChecks {

    private static final Duration RARE = Duration.ofDays(1);
    private static final int SHOWN_FAULTS = 10;
    private static final int MEBIBYTE = 20;

    private final AgentConfig config;
    private final StatusReport status;
    private final Instant now;
    private final Findings computer = new Findings("this computer");
    private final Findings agent = new Findings("agent");

    AgentChecks(AgentConfig config, StatusReport status, Instant now) {
        this.config = config;
        this.status = status;
        this.now = now;
    }

    List<Finding> examine(JournalProof proof, @Nullable AgentClock clock) {
        agent.ok(
                Check.CONFIGURATION,
                config.devices().size() + " devices, receiver "
                        + status.receiver().url());
        files();
        disk();
        journal(proof);
        schedule();
        clock(clock);
        queue();
        alarms();
        List<Finding> all = new ArrayList<>(agent.all());
        all.addAll(computer.all());
        return all;
    }

    private void files() {
        config.warnings().forEach(warning -> computer.bad(Check.SECRET_FILES, firstSentence(warning)));
        if (config.warnings().isEmpty()) {
            computer.ok(Check.SECRET_FILES, "not everybody may read them");
        }
        boolean open = FileRights.of(config.dataDir()).readable();
        computer.judge(
                Check.DATA_FOLDER_RIGHTS,
                open ? "everybody may read " + config.dataDir() : null,
                "not everybody may read " + config.dataDir());
    }

    private void disk() {
        StatusReport.JournalState journal = status.journal();
        Long free = journal.freeBytes();
        if (free == null) {
            computer.unchecked(Check.DISK_SPACE, "the system does not tell how much room there is");
        } else {
            computer.judge(Check.DISK_SPACE, journal.roomProblem(), (free >> MEBIBYTE) + " MiB free");
        }
        journal.warnings().forEach(warning -> computer.bad(Check.DISK_PLACE, firstSentence(warning)));
        if (journal.warnings().isEmpty()) {
            computer.ok(
                    Check.DISK_PLACE,
                    config.dataDir() + " is neither on a network drive nor copied by a known program");
        }
    }

    private void journal(JournalProof proof) {
        proof.faults().stream().limit(SHOWN_FAULTS).forEach(fault -> agent.bad(Check.JOURNAL, fault.toString()));
        if (proof.isSound()) {
            agent.ok(Check.JOURNAL, proof.events() + " events are as they were written");
        }
        List<String> aside = status.journal().setAside();
        agent.judge(
                Check.JOURNAL_SET_ASIDE,
                aside.isEmpty() ? null : String.join(", ", aside) + " in " + config.dataDir(),
                "none was moved aside");
    }

    private void schedule() {
        if (!config.schedule().comesAfter(now)) {
            agent.bad(Check.SCHEDULE, config.schedule() + " never comes due");
        } else {
            Instant next = config.schedule().nextAfter(now);
            agent.ok(Check.SCHEDULE, config.schedule() + ", next at " + next);
            Duration pause = Duration.between(next, config.schedule().nextAfter(next));
            agent.judge(
                    Check.SCHEDULE_RARE,
                    pause.compareTo(RARE) > 0 ? pause.toHours() + " hours pass between two runs" : null,
                    "every " + pause.toMinutes() + " minutes or more often");
        }
        String last = status.lastRun() == null ? "never yet" : status.lastRun();
        agent.judge(
                Check.DAEMON,
                status.running().daemon() ? null : "no agent runs; last run: " + last,
                "it runs; last run: " + last);
    }

    private void clock(@Nullable AgentClock clock) {
        if (clock == null) {
            computer.unchecked(Check.COMPUTER_CLOCK, "the receiver did not tell its time");
        } else {
            computer.judge(Check.COMPUTER_CLOCK, clock.fault(), "it agrees with the receiver's");
        }
    }

    private void queue() {
        Duration oldest = Judgement.oldestWait(status);
        boolean late = oldest.compareTo(Judgement.LONG_WAIT) > 0;
        String reason = status.receiver().problem();
        agent.judge(
                Check.OUTBOX_AGE,
                late
                        ? status.waiting() + " events wait, the oldest for " + StatusText.span(oldest)
                                + (reason == null ? "" : ": " + reason)
                        : null,
                status.waiting() + " events wait, none for long");
        agent.judge(
                Check.REJECTED,
                status.blocked() == 0 ? null : status.blocked() + " events are rejected",
                "there are none");
        long strange = status.devices().stream()
                .mapToLong(StatusReport.DeviceState::quarantined)
                .sum();
        agent.judge(
                Check.NOT_UNDERSTOOD, strange == 0 ? null : strange + " records are not understood", "there are none");
    }

    private void alarms() {
        List<String> all = new ArrayList<>(status.journal().alarms());
        status.devices().forEach(device -> device.alarms().forEach(alarm -> all.add(device.name() + ": " + alarm)));
        all.forEach(alarm -> agent.bad(Check.ALARMS, alarm));
        if (all.isEmpty()) {
            agent.ok(Check.ALARMS, "there are none");
        }
    }

    private static String firstSentence(String text) {
        int end = text.indexOf(". ");
        return end < 0 ? text : text.substring(0, end);
    }
}
