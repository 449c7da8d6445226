package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.Account;
import dev.rollcall.receiver.store.AccountRegister;
import dev.rollcall.receiver.store.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The people who may log in, in SQL. */
final class JdbcAccounts implements AccountRegister {

    private final Sql sql;

    JdbcAccounts(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Account> add(String name, String password, Role role, Instant now) {
        int added = sql.of("insert into @account (name, password, role, created_at, changed_at)"
                        + " values (?, ?, ?, ?, ?) on conflict do nothing")
                .param(name)
                .param(password)
                .param(role.name())
                .param(now.toEpochMilli())
                .param(now.toEpochMilli())
                .update();
        return added == 0 ? Optional.empty() : byName(name);
    }

    @Override
    public Optional<Account> byName(String name) {
        return sql.of("select * from @account where name = ?")
                .param(name)
                .query(JdbcAccounts::account)
                .optional();
    }

    @Override
    public Optional<Account> byId(long id) {
        return sql.of("select * from @account where id = ?")
                .param(id)
                .query(JdbcAccounts::account)
                .optional();
    }

    @Override
    public List<Account> all() {
        return sql.of("select * from @account order by name")
                .query(JdbcAccounts::account)
                .list();
    }

    @Override
    public void password(long id, String password, Instant now) {
        sql.of("update @account set password = ?, changed_at = ? where id = ?")
                .param(password)
                .param(now.toEpochMilli())
                .param(id)
                .update();
    }

    @Override
    public void remove(long id) {
        sql.of("delete from @account where id = ?").param(id).update();
    }

    @Override
    public void addLink(String hash, Instant now, Instant expiresAt) {
        sql.of("delete from @setup_link where expires_at <= ?")
                .param(now.toEpochMilli())
                .update();
        sql.of("insert into @setup_link (hash, expires_at) values (?, ?)")
                .param(hash)
                .param(expiresAt.toEpochMilli())
                .update();
    }

    @Override
    public boolean hasLink(String hash, Instant now) {
        return sql.of("select count(*) from @setup_link where hash = ? and expires_at > ?")
                        .param(hash)
                        .param(now.toEpochMilli())
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public boolean useLink(String hash, Instant now) {
        int used = sql.of("delete from @setup_link where hash = ? and expires_at > ?")
                .param(hash)
                .param(now.toEpochMilli())
                .update();
        if (used > 0) {
            sql.of("delete from @setup_link").update();
        }
        return used > 0;
    }

    private static Account account(ResultSet row, int number) throws SQLException {
        return new Account(
                row.getLong("id"),
                row.getString("name"),
                row.getString("password"),
                Role.valueOf(row.getString("role")),
                Columns.instant(row, "created_at"),
                Columns.instant(row, "changed_at"));
    }
}
