package dev.rollcall.receiver.store;

/** Everything that one transaction may touch. Valid only inside the work it was given to, on its thread. */
public interface UnitOfWork {

    /** Returns the devices. */
    DeviceRegister devices();

    /** Returns the events, as ingest sees them. */
    EventShelf events();

    /** Returns the events, as readers see them. */
    EventFeed feed();

    /** Returns the bodies that terminals posted. */
    InboxShelf inbox();

    /** Returns the agents. */
    AgentRegister agents();

    /** Returns the tokens. */
    TokenRegister tokens();

    /** Returns the people who may log in. */
    AccountRegister accounts();

    /** Returns what a person should know. */
    AlarmLog alarms();

    /** Returns the audit trail. */
    AuditLog audit();

    /** Returns the epochs of the devices. */
    EpochRegister epochs();

    /** Returns the devices' own bytes. */
    RawShelf raw();

    /** Returns what is remembered of terminals that are fetched from. */
    PullShelf pulls();

    /** Returns the tallies of the events. */
    TallyShelf tallies();

    /** Returns what agents found when they compared. */
    ProofShelf proofs();
}
