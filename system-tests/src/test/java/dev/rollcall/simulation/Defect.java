package dev.rollcall.simulation;

import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.collect.EventSource;
import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.journal.Upkeep;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.RelayPolicy;
import dev.rollcall.agent.reconcile.TallyReceiver;
import dev.rollcall.agent.schedule.Holdbacks;
import dev.rollcall.receiver.inbox.Intake;
import dev.rollcall.receiver.store.Store;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A mistake planted into the house for the laboratory to find: it wraps a port or changes a setting. This one is none: everything is as
 * it is in production. One object serves one run.
 */
public class Defect {

    /** Wraps an agent's journal. */
    public Journal journal(Journal real) {
        return real;
    }

    /** Wraps an agent's outbox. */
    public Outbox outbox(Outbox real) {
        return real;
    }

    /** Wraps the upkeep of an agent's journal. */
    public Upkeep upkeep(Upkeep real) {
        return real;
    }

    /** Wraps the way to a terminal. */
    public EventSource source(EventSource real) {
        return real;
    }

    /** Chooses between the way to a terminal and the same watched for who answers there. */
    public EventSource watched(EventSource unwatched, EventSource watched) {
        return watched;
    }

    /** Wraps the way to the receiver. */
    public Receiver link(Receiver real) {
        return real;
    }

    /** Wraps the receiver's database. */
    public Store store(Store real) {
        return real;
    }

    /** Replaces the receiver's intake. */
    public Intake intake(Intake real) {
        return real;
    }

    /** Wraps what an agent's journal has counted. */
    public TallyBook tallies(TallyBook real) {
        return real;
    }

    /** Wraps the receiver's comparing. */
    public TallyReceiver comparison(TallyReceiver real) {
        return real;
    }

    /** Changes the settings of collecting. */
    public CollectPolicy policy(CollectPolicy real) {
        return real;
    }

    /** Changes the settings of delivery. */
    public RelayPolicy relay(RelayPolicy real) {
        return real;
    }

    /** Replaces an agent's clock. */
    public InstantSource agentClock(InstantSource real) {
        return real;
    }

    /** Replaces the clock by which an agent waits. */
    public LongSupplier waiting(LongSupplier real, InstantSource wall) {
        return real;
    }

    /** Wraps what an agent remembers not to try again too soon. */
    public Holdbacks holdbacks(Holdbacks real) {
        return real;
    }

    /** Tells whether the journal's last commits are gone after a crash. */
    public boolean losesLastCommits() {
        return false;
    }
}
