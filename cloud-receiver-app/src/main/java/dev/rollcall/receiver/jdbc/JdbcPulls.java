package dev.rollcall.receiver.jdbc;

import dev.rollcall.isapi.PasswordRefusals;
import dev.rollcall.receiver.store.PullShelf;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/** What is remembered of terminals that are fetched from, in SQL. */
final class JdbcPulls implements PullShelf {

    private final Sql sql;

    JdbcPulls(Sql sql) {
        this.sql = sql;
    }

    @Override
    public byte[] salt(byte[] proposed) {
        sql.of("insert into @pull_salt (one, salt) values (1, ?) on conflict do nothing")
                .param(proposed)
                .update();
        return sql.of("select salt from @pull_salt")
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    @Override
    public PasswordRefusals refusals(String device, String credential) {
        return sql.of("select * from @pull_refusal where device = ? and credential = ?")
                .param(device)
                .param(credential)
                .query(JdbcPulls::refusals)
                .optional()
                .orElse(PasswordRefusals.NONE);
    }

    @Override
    public void note(String device, String credential, PasswordRefusals refusals) {
        sql.of("insert into @pull_refusal (device, credential, refusals, explicit, low_on_tries, last_refusal,"
                        + " locked_until, unanswered, last_unanswered, accepted) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                        + " on conflict (device, credential) do update set"
                        + " refusals = excluded.refusals, explicit = excluded.explicit,"
                        + " low_on_tries = excluded.low_on_tries, last_refusal = excluded.last_refusal,"
                        + " locked_until = excluded.locked_until, unanswered = excluded.unanswered,"
                        + " last_unanswered = excluded.last_unanswered, accepted = excluded.accepted")
                .param(device)
                .param(credential)
                .param(refusals.count())
                .param(refusals.explicit())
                .param(refusals.lowOnTries())
                .param(Columns.millis(refusals.last()))
                .param(Columns.millis(refusals.lockedUntil()))
                .param(refusals.unanswered())
                .param(Columns.millis(refusals.lastUnanswered()))
                .param(refusals.accepted())
                .update();
    }

    @Override
    public int forget(String device) {
        int withheld = sql.of("delete from @pull_refusal where device = ? and (refusals > 0 or unanswered > 0 or"
                        + " locked_until is not null)")
                .param(device)
                .update();
        sql.of("delete from @pull_refusal where device = ?").param(device).update();
        return withheld;
    }

    @Override
    public boolean take(String device, String owner, Instant now, Instant until) {
        return sql.of("insert into @device_pull as p (device, owner, until) values (?, ?, ?) on conflict (device)"
                                + " do update set owner = excluded.owner, until = excluded.until"
                                + " where p.until < ? or p.owner = excluded.owner")
                        .param(device)
                        .param(owner)
                        .param(until.toEpochMilli())
                        .param(now.toEpochMilli())
                        .update()
                == 1;
    }

    @Override
    public void giveBack(String device, String owner) {
        sql.of("delete from @device_pull where device = ? and owner = ?")
                .param(device)
                .param(owner)
                .update();
    }

    private static PasswordRefusals refusals(ResultSet row, int number) throws SQLException {
        return new PasswordRefusals(
                row.getInt("refusals"),
                row.getBoolean("explicit"),
                row.getBoolean("low_on_tries"),
                Columns.instantOrNull(row, "last_refusal"),
                Columns.instantOrNull(row, "locked_until"),
                row.getInt("unanswered"),
                Columns.instantOrNull(row, "last_unanswered"),
                row.getBoolean("accepted"));
    }
}
