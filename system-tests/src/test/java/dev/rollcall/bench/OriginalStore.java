package dev.rollcall.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * How the original endpoint keeps a record, rebuilt from its description: look whether it is there, insert the raw row, find the person,
 * find that person's day, make or change the day, mark the raw row as processed; each statement is a transaction of its own. The
 * short form stops after the raw row: find, then create. Indexes are those of its description.
 */
final class OriginalStore implements AutoCloseable {

    private static final String[] TABLES = {
        """
        create table attendance_log (id varchar(36) primary key, device_employee_no varchar(40) not null,
          employee_id varchar(36), punched_at varchar(30) not null, verify_mode integer, in_out_type integer,
          device_id varchar(40), device_name varchar(80), processed boolean not null, processed_at varchar(30),
          error_message varchar(200), created_at varchar(30) not null)""",
        "create index log_by_number on attendance_log (device_employee_no)",
        "create index log_by_employee on attendance_log (employee_id)",
        "create index log_by_processed on attendance_log (processed)",
        "create index log_by_time on attendance_log (punched_at)",
        """
        create table biometric_mapping (id varchar(36) primary key, employee_id varchar(36) not null unique,
          device_employee_no varchar(40) not null unique)""",
        """
        create table attendance (id varchar(36) primary key, employee_id varchar(36) not null, day varchar(10) not null,
          check_in varchar(30), check_out varchar(30), status varchar(10) not null, source varchar(10) not null,
          created_at varchar(30) not null, unique (employee_id, day))""",
        "create index attendance_by_day on attendance (day)",
        "create index attendance_by_employee on attendance (employee_id)"
    };

    private final Connection connection;
    private final boolean whole;
    private final PreparedStatement find;
    private final PreparedStatement create;
    private final PreparedStatement person;
    private final PreparedStatement day;
    private final PreparedStatement newDay;
    private final PreparedStatement changeDay;
    private final PreparedStatement processed;
    private long created;

    /**
     * Makes the tables.
     *
     * @param connection a connection to an empty database, for this store alone
     * @param whole      false for the short form
     */
    OriginalStore(Connection connection, boolean whole) throws SQLException {
        this(withTables(connection), whole, true);
    }

    private static Connection withTables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                statement.execute(table);
            }
        }
        return connection;
    }

    /** Returns a store whose tables are there already. */
    static OriginalStore existing(Connection connection, boolean whole) throws SQLException {
        return new OriginalStore(connection, whole, true);
    }

    @SuppressWarnings("UnusedVariable") // Tells the constructors apart.
    private OriginalStore(Connection connection, boolean whole, boolean tablesAreThere) throws SQLException {
        this.connection = connection;
        this.whole = whole;
        find = connection.prepareStatement(
                "select id from attendance_log where device_employee_no = ? and punched_at = ?");
        create = connection.prepareStatement("""
                insert into attendance_log (id, device_employee_no, punched_at, verify_mode, in_out_type, device_id,
                  device_name, processed, created_at) values (?, ?, ?, ?, ?, ?, ?, false, ?)""");
        person = connection.prepareStatement("select employee_id from biometric_mapping where device_employee_no = ?");
        day = connection.prepareStatement(
                "select id, check_in, check_out from attendance where employee_id = ? and day = ?");
        newDay = connection.prepareStatement("""
                insert into attendance (id, employee_id, day, check_in, status, source, created_at)
                values (?, ?, ?, ?, 'PRESENT', 'BIOMETRIC', ?)""");
        changeDay = connection.prepareStatement("update attendance set check_out = ? where id = ?");
        processed = connection.prepareStatement(
                "update attendance_log set employee_id = ?, processed = true, processed_at = ? where id = ?");
    }

    /** Makes so many people known, with the numbers that the simulated terminal knows them by. */
    void people(int first, int count) throws SQLException {
        try (PreparedStatement mapping =
                connection.prepareStatement("insert into biometric_mapping values (?, ?, ?)")) {
            for (int number = first; number < first + count; number++) {
                String id = UUID.randomUUID().toString();
                run(mapping, id, id, String.valueOf(number));
            }
        }
    }

    void add(JsonNode row) throws SQLException {
        String number = row.path("employeeNoString").asText();
        String time = row.path("time").asText();
        if (first(find, 1, number, time) != null) {
            return;
        }
        String id = UUID.randomUUID().toString();
        run(
                create,
                id,
                number,
                time,
                row.path("minor").asInt(),
                0,
                row.path("serialNo").asText(),
                "bench",
                time);
        created++;
        if (whole) {
            complete(id, number, time);
        }
    }

    private void complete(String id, String number, String time) throws SQLException {
        String employee = first(person, 1, number);
        if (employee == null) {
            throw new IllegalStateException("nobody has number " + number);
        }
        String date = time.substring(0, 10);
        String known = first(day, 1, employee, date);
        if (known == null) {
            run(newDay, UUID.randomUUID().toString(), employee, date, time, time);
        } else {
            run(changeDay, time, known);
        }
        run(processed, employee, time, id);
    }

    /** How many records were new. */
    long created() {
        return created;
    }

    private static void run(PreparedStatement statement, Object... values) throws SQLException {
        bind(statement, values);
        statement.executeUpdate();
    }

    private static String first(PreparedStatement statement, int column, Object... values) throws SQLException {
        bind(statement, values);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(column) : null;
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
