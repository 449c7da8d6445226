package dev.rollcall.receiver.jdbc;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes partitions of the wide tables, in a transaction of their own. A partition is made first and attached then, because
 * attaching lets others read and write the table meanwhile. Several receivers may do this at once: a lock that ends with the
 * transaction lets one of them do it, and the others find it done.
 */
final class Partitions {

    private static final List<String> TABLES = List.of("event", "event_raw");

    /** Names the lock among the advisory locks of the database ("rollcall" in ASCII). */
    static final long LOCK = 0x726f6c6c63616c6cL;

    private final Sql sql;
    private final TransactionTemplate transaction;

    Partitions(DataSource source) {
        this.sql = new Sql(source, Dialect.POSTGRESQL);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    /** Sees to it that these months have partitions. */
    void create(Collection<Integer> months) {
        transaction.executeWithoutResult(status -> {
            sql.of("select pg_advisory_xact_lock(" + LOCK + ")").each(row -> {});
            for (int month : new TreeSet<>(months)) {
                TABLES.forEach(table -> create(table, month));
            }
        });
    }

    /** Returns the months that a table has partitions for. */
    static List<Integer> months(Sql sql, String table) {
        return sql
                .of("select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where i.inhparent = to_regclass(?)")
                .param(Dialect.POSTGRESQL.sql("@" + table))
                .query(String.class)
                .list()
                .stream()
                .map(name -> name.substring(table.length()))
                .map(suffix ->
                        suffix.equals(Months.suffix(Months.ODD)) ? Months.ODD : Integer.parseInt(suffix.substring(1)))
                .toList();
    }

    private void create(String table, int month) {
        String partition = "@" + table + Months.suffix(month);
        boolean exists = sql.of("select to_regclass(?) is not null")
                .param(Dialect.POSTGRESQL.sql(partition))
                .query(Boolean.class)
                .single();
        if (!exists) {
            sql.of("create table " + partition + " (like @" + table + " including defaults including storage)")
                    .update();
            sql.of("alter table @" + table + " attach partition " + partition + " for values in (" + month + ")")
                    .update();
        }
    }
}
