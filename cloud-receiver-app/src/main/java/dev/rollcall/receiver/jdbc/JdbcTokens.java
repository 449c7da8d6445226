package dev.rollcall.receiver.jdbc;

import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.store.Token;
import dev.rollcall.receiver.store.TokenRegister;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The tokens in SQL. */
final class JdbcTokens implements TokenRegister {

    private final Sql sql;

    JdbcTokens(Sql sql) {
        this.sql = sql;
    }

    @Override
    public long add(Role role, String name, String hash, Set<Integer> devices, Instant now) {
        long id = sql.of("insert into @token (role, name, hash, created_at) values (?, ?, ?, ?) returning id")
                .param(role.name())
                .param(name)
                .param(hash)
                .param(now.toEpochMilli())
                .query(Long.class)
                .single();
        for (Integer device : devices) {
            sql.of("insert into @token_device (token_id, device_id) values (?, ?)")
                    .param(id)
                    .param(device)
                    .update();
        }
        return id;
    }

    @Override
    public Optional<Token> byHash(String hash) {
        List<Token> rows = sql.of("select t.*, d.device_id from @token t left join @token_device d on d.token_id = t.id"
                        + " where t.hash = ?")
                .param(hash)
                .query(JdbcTokens::tokenOfOneDevice)
                .list();
        Set<Integer> devices =
                rows.stream().flatMap(row -> row.devices().stream()).collect(Collectors.toSet());
        return rows.stream().findFirst().map(token -> with(token, devices));
    }

    @Override
    public List<Token> all() {
        return sql.of("select * from @token order by id").query(JdbcTokens::token).list().stream()
                .map(this::withDevices)
                .toList();
    }

    @Override
    public void revoke(long id, Instant now) {
        sql.of("update @token set revoked_at = ? where id = ? and revoked_at is null")
                .param(now.toEpochMilli())
                .param(id)
                .update();
    }

    @Override
    public void expire(long id, Instant at) {
        sql.of("update @token set expires_at = ? where id = ?")
                .param(at.toEpochMilli())
                .param(id)
                .update();
    }

    @Override
    public void touch(long id, Instant now) {
        sql.of("update @token set last_used = ? where id = ?")
                .param(now.toEpochMilli())
                .param(id)
                .update();
    }

    private static Token token(ResultSet row, int number) throws SQLException {
        return new Token(
                row.getLong("id"),
                Role.valueOf(row.getString("role")),
                row.getString("name"),
                row.getString("hash"),
                Set.of(),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "revoked_at"),
                Columns.instantOrNull(row, "expires_at"),
                Columns.instantOrNull(row, "last_used"));
    }

    private static Token tokenOfOneDevice(ResultSet row, int number) throws SQLException {
        Integer device = Columns.integer(row, "device_id");
        return with(token(row, number), device == null ? Set.of() : Set.of(device));
    }

    private Token withDevices(Token token) {
        Set<Integer> devices = new HashSet<>(sql.of("select device_id from @token_device where token_id = ?")
                .param(token.id())
                .query(Integer.class)
                .list());
        return with(token, devices);
    }

    private static Token with(Token token, Set<Integer> devices) {
        return new Token(
                token.id(),
                token.role(),
                token.name(),
                token.hash(),
                devices,
                token.createdAt(),
                token.revokedAt(),
                token.expiresAt(),
                token.lastUsed());
    }
}
