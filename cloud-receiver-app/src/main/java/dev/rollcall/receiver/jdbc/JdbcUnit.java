package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.AccountRegister;
import dev.rollcall.receiver.store.AgentRegister;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.AuditLog;
import dev.rollcall.receiver.store.DeviceRegister;
import dev.rollcall.receiver.store.EpochRegister;
import dev.rollcall.receiver.store.EventFeed;
import dev.rollcall.receiver.store.EventShelf;
import dev.rollcall.receiver.store.InboxShelf;
import dev.rollcall.receiver.store.ProofShelf;
import dev.rollcall.receiver.store.PullShelf;
import dev.rollcall.receiver.store.RawShelf;
import dev.rollcall.receiver.store.TallyShelf;
import dev.rollcall.receiver.store.TokenRegister;
import dev.rollcall.receiver.store.UnitOfWork;

/** All tables over one connection source. */
record JdbcUnit(
        DeviceRegister devices,
        EventShelf events,
        EventFeed feed,
        InboxShelf inbox,
        AgentRegister agents,
        TokenRegister tokens,
        AccountRegister accounts,
        AlarmLog alarms,
        AuditLog audit,
        EpochRegister epochs,
        RawShelf raw,
        PullShelf pulls,
        TallyShelf tallies,
        ProofShelf proofs)
        implements UnitOfWork {

    JdbcUnit(Sql sql) {
        this(sql, new JdbcEvents(sql));
    }

    JdbcUnit(Sql sql, EventShelf events) {
        this(
                new JdbcDevices(sql),
                events,
                new JdbcFeed(sql),
                new JdbcInbox(sql),
                new JdbcAgents(sql),
                new JdbcTokens(sql),
                new JdbcAccounts(sql),
                new JdbcAlarms(sql),
                new JdbcAudit(sql),
                new JdbcEpochs(sql),
                new JdbcRaw(sql),
                new JdbcPulls(sql),
                new JdbcTallies(sql),
                new JdbcProofs(sql));
    }
}
