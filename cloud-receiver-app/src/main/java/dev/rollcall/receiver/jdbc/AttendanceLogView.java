package dev.rollcall.receiver.jdbc;

import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The view by which queries written for the original system go on working: in schema {@code public} if its name is free there,
 * else beside our tables. It shows a reader nothing that the reader may not see in our tables.
 */
final class AttendanceLogView {

    private static final Logger log = LoggerFactory.getLogger(AttendanceLogView.class);

    private static final String NAME = "\"AttendanceLog\"";
    private static final String MARK = "Made by Rollcall";

    /** Roles by which hosted databases publish the schema public to everybody. */
    private static final List<String> PUBLISHED_TO = List.of("anon", "authenticated");

    private static final String SELECT = """
            select encode(e.public_id, 'hex') as id, e.employee_no as "deviceEmployeeNo", e.employee_no as "employeeId",
            to_timestamp(e.occurred_at / 1000.0::double precision) as "timestamp", e.verify_method as "verifyMode",
            e.kind as "inOutType", d.device_key as "deviceId", coalesce(d.name, d.device_key) as "deviceName",
            true as processed, to_timestamp(e.received_at / 1000.0::double precision) as "processedAt",
            null::text as "errorMessage", to_timestamp(e.received_at / 1000.0::double precision) as "createdAt"
            from rollcall.event e join rollcall.device d on d.id = e.device_id""";

    private final Sql sql;
    private final TransactionTemplate transaction;

    AttendanceLogView(DataSource source) {
        this.sql = new Sql(source, Dialect.POSTGRESQL);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(source));
    }

    /** Makes the view, or brings it up to date. */
    void create() {
        try {
            if (isOursOrFree("public")) {
                create("public");
                return;
            }
            log.warn("the name public.{} is taken by something that is not ours: the view is in schema rollcall", NAME);
        } catch (DataAccessException refused) {
            log.warn("the database refuses the view {} in schema public: it is in schema rollcall", NAME, refused);
        }
        create("rollcall");
    }

    private boolean isOursOrFree(String schema) {
        return sql
                .of("select coalesce(obj_description(c.oid, 'pg_class'), '') from pg_class c"
                        + " join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = ? and c.relname = 'AttendanceLog'")
                .param(schema)
                .query(String.class)
                .list()
                .stream()
                .allMatch(MARK::equals);
    }

    private void create(String schema) {
        String view = schema + "." + NAME;
        transaction.executeWithoutResult(status -> {
            sql.of("select pg_advisory_xact_lock(" + Partitions.LOCK + ")").each(row -> {});
            sql.of("create or replace view " + view + " with (security_invoker = true) as " + SELECT)
                    .update();
            sql.of("comment on view " + view + " is '" + MARK + "'").update();
            sql.of("select rolname from pg_roles where rolname in (#in)".replace("#in", Sql.marks(PUBLISHED_TO.size())))
                    .params(PUBLISHED_TO)
                    .query(String.class)
                    .list()
                    .forEach(role ->
                            sql.of("revoke all on " + view + " from " + role).update());
        });
    }
}
