package dev.rollcall.receiver.jdbc;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes partitions of the wide tables, in a transaction of their own. A partition is made first and attached then, because
 * attaching lets others read and write the table meanwhile. Several receivers may do this at once: a lock that ends with the
 * transaction lets one of them do it, and the others find it done.
 */
final class Partitions {

    private static final String EVENT = "event";
    private static final List<String> TABLES = List.of(EVENT, "event_raw");
    private static final Pattern NUMBER = Pattern.compile("\\d+");

    /** Names the lock among the advisory locks of the database ("rollcall" in ASCII). */
    static final long LOCK = 0x726f6c6c63616c6cL;

    private final Sql sql;
    private final TransactionTemplate transaction;

    Partitions(DataSource source) {
        this.sql = new Sql(source, Dialect.POSTGRESQL);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    /**
     * Sees to it that these months have partitions, but for archived ones: whose partition of events was detached, or dropped.
     *
     * @return the months that are archived
     */
    Set<Integer> create(Collection<Integer> months) {
        return Objects.requireNonNull(transaction.execute(status -> {
            sql.of("select pg_advisory_xact_lock(" + LOCK + ")").each(row -> {});
            Set<Integer> archived = new TreeSet<>();
            for (int month : new TreeSet<>(months)) {
                if (isArchived(month)) {
                    archived.add(month);
                } else {
                    TABLES.forEach(table -> create(table, month));
                }
            }
            return archived;
        }));
    }

    /** Returns the months that a table has partitions for; one that is just being detached has none any more. */
    static Set<Integer> months(Sql sql, String table) {
        return sql
                .of("select pg_get_expr(c.relpartbound, c.oid) from pg_inherits i join pg_class c on c.oid = i.inhrelid"
                        + " where i.inhparent = to_regclass(?)"
                        + " and not coalesce((to_jsonb(i) ->> 'inhdetachpending')::boolean, false)")
                .param(Dialect.POSTGRESQL.sql("@" + table))
                .query(String.class)
                .list()
                .stream()
                .flatMap(bound -> NUMBER.matcher(bound).results())
                .map(number -> Integer.parseInt(number.group()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** A month without a partition is archived if its table stands apart, or if ids of it are known; else it is new. */
    private boolean isArchived(int month) {
        return !months(sql, EVENT).contains(month) && (exists(EVENT, month) || (month != Months.ODD && isKnown(month)));
    }

    private boolean isKnown(int month) {
        LocalDateTime start = LocalDate.of(month / 100, month % 100, 1).atStartOfDay();
        return sql.of("select exists (select 1 from @device d where exists (select 1 from @event_identity i"
                        + " where i.device_id = d.id and i.wall_clock >= ? and i.wall_clock < ? and i.month = ?))")
                .params(List.of(EventRow.wallClock(start), EventRow.wallClock(start.plusMonths(1)), month))
                .query(Boolean.class)
                .single();
    }

    private boolean exists(String table, int month) {
        return sql.of("select to_regclass(?) is not null")
                .param(Dialect.POSTGRESQL.sql("@" + table + Months.suffix(month)))
                .query(Boolean.class)
                .single();
    }

    private void create(String table, int month) {
        if (months(sql, table).contains(month)) {
            return;
        }
        String partition = "@" + table + Months.suffix(month);
        if (!exists(table, month)) {
            sql.of("create table " + partition + " (like @" + table + " including defaults including storage)")
                    .update();
        }
        sql.of("alter table @" + table + " attach partition " + partition + " for values in (" + month + ")")
                .update();
    }
}
