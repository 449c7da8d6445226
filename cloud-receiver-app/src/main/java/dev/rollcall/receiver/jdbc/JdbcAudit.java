package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.AuditEntry;
import dev.rollcall.receiver.store.AuditLog;
import dev.rollcall.receiver.store.AuditRecord;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;

/** The audit trail in SQL. */
final class JdbcAudit implements AuditLog {

    private final Sql sql;

    JdbcAudit(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(AuditEntry entry) {
        sql.of("insert into @audit (at, actor, action, subject, result, detail) values (?, ?, ?, ?, ?, ?)")
                .params(Arrays.asList(
                        entry.at().toEpochMilli(),
                        entry.actor(),
                        entry.action(),
                        entry.subject(),
                        entry.result(),
                        entry.detail()))
                .update();
    }

    @Override
    public List<AuditEntry> latest(int limit) {
        return sql.of("select * from @audit order by id desc limit ?")
                .param(limit)
                .query((row, number) -> entry(row))
                .list();
    }

    @Override
    public List<AuditRecord> before(long id, int limit) {
        return sql.of("select * from @audit where id < ? order by id desc limit ?")
                .param(id)
                .param(limit)
                .query((row, number) -> new AuditRecord(row.getLong("id"), entry(row)))
                .list();
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        return new AuditEntry(
                Columns.instant(row, "at"),
                row.getString("actor"),
                row.getString("action"),
                row.getString("subject"),
                row.getString("result"),
                row.getString("detail"));
    }
}
