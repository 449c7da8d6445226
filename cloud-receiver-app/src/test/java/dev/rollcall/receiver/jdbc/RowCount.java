package dev.rollcall.receiver.jdbc;

/** Counts and changes rows for tests of other packages. */
public final class RowCount {

    private RowCount() {}

    /** Returns how many rows a table has, which may be followed by a condition. */
    public static long of(Database database, String table) {
        return new Sql(database.writer(), database.dialect())
                .of("select count(*) from @" + table)
                .query(Long.class)
                .single();
    }

    /** Changes rows as somebody at the database might. */
    public static void execute(Database database, String text) {
        new Sql(database.writer(), database.dialect()).of(text).update();
    }
}
