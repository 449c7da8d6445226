package dev.rollcall.agent.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite itself finds wrong with a file, as far as it is for it to judge. */
final class Structure {

    private static final Logger log = LoggerFactory.getLogger(Structure.class);

    /** Complaints about single values, which the digests of the rows judge better. */
    private static final Pattern ABOUT_VALUES =
            Pattern.compile("ok|(CHECK constraint|NULL value|NUMERIC value|TEXT value|non-).*");

    private static final Pattern ABOUT_INDEXES =
            Pattern.compile("(row \\d+ missing from|wrong # of entries in|non-unique entry in) index .*");

    private Structure() {}

    /** Looks for torn and lost pages and for indexes that do not lead to every row; takes as long as the file is large. */
    static List<String> problems(Session session) throws SQLException {
        return Statements.list(session, rows -> rows.getString(1), "pragma integrity_check").stream()
                .filter(problem -> !ABOUT_VALUES.matcher(problem).matches())
                .toList();
    }

    /** Tells whether there are problems that end once all indexes are made anew. */
    static boolean isMendedByIndexes(List<String> problems) {
        return !problems.isEmpty()
                && problems.stream()
                        .allMatch(text -> ABOUT_INDEXES.matcher(text).matches());
    }

    /**
     * Makes all indexes anew. Where an index did not lead to a row another one may have been stored in its place; no index can be made of
     * both, and the file is damaged.
     */
    static void makeIndexesAnew(Database database, List<String> problems) {
        log.warn("Indexes of the journal are damaged and are made anew: {}", problems.get(0));
        database.transaction(session -> {
            try {
                return session.prepared("reindex").execute();
            } catch (SQLiteException failed) {
                throw SqliteTrouble.isMisfit(failed) ? corrupt(failed) : failed;
            }
        });
    }

    private static SQLiteException corrupt(SQLiteException failed) {
        SQLiteException corrupt =
                new SQLiteException(String.valueOf(failed.getMessage()), SQLiteErrorCode.SQLITE_CORRUPT);
        corrupt.initCause(failed);
        return corrupt;
    }
}
