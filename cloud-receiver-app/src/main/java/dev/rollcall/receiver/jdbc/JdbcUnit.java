package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.AccountRegister;
import dev.rollcall.receiver.store.AgentRegister;
import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.AuditLog;
import dev.rollcall.receiver.store.DeviceRegister;
import dev.rollcall.receiver.store.EventFeed;
import dev.rollcall.receiver.store.EventShelf;
import dev.rollcall.receiver.store.InboxShelf;
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
        AuditLog audit)
        implements UnitOfWork {

    JdbcUnit(Sql sql) {
        this(
                new JdbcDevices(sql),
                new JdbcEvents(sql),
                new JdbcFeed(sql),
                new JdbcInbox(sql),
                new JdbcAgents(sql),
                new JdbcTokens(sql),
                new JdbcAccounts(sql),
                new JdbcAlarms(sql),
                new JdbcAudit(sql));
    }
}
