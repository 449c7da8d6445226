package dev.rollcall.agent.sqlite;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.journal.JournalException.Trouble;
import java.nio.file.Path;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what an error of SQLite means for the journal, and what to do. */
final class SqliteTrouble {

    private static final int PRIMARY_CODE = 0xff;
    private static final int GENERIC = 1;
    private static final int CONSTRAINT = 19;
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NO_DATABASE = 26;

    private SqliteTrouble() {}

    static JournalException of(Path file, Exception failed) {
        int code = failed instanceof SQLiteException sqlite ? primaryCode(sqlite) : 0;
        boolean byTrigger = failed instanceof SQLiteException sqlite
                && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_CONSTRAINT_TRIGGER;
        Trouble trouble = byTrigger ? Trouble.PASSING : trouble(code);
        return new JournalException("The journal " + file + " cannot be used: " + remedy(code), failed, trouble);
    }

    /** Tells whether a value did not fit its table: what an undamaged journal does not come to when it is opened, saved or its indexes are made. */
    static boolean isMisfit(SQLiteException failed) {
        return primaryCode(failed) == CONSTRAINT;
    }

    private static int primaryCode(SQLiteException failed) {
        return failed.getResultCode().code & PRIMARY_CODE;
    }

    private static Trouble trouble(int code) {
        return switch (code) {
            case CORRUPT, NO_DATABASE -> Trouble.DAMAGE;
            // The statements are fixed: one that does not fit the tables, or a value the tables refuse, tells of
            // damage.
            case IO_ERROR, READ_ONLY, GENERIC, CONSTRAINT -> Trouble.UNTRUSTED;
            default -> Trouble.PASSING;
        };
    }

    private static String remedy(int code) {
        return switch (code) {
            case FULL -> "The disk is full: free some space. Nothing is lost; the agent goes on by itself then.";
            case CORRUPT, NO_DATABASE ->
                "The file is damaged. Start the agent again: it moves the file aside, saves what still "
                        + "reads right, and reads the terminals anew; the receiver keeps each event once. Check the disk.";
            case BUSY, LOCKED ->
                "Another program holds it, perhaps a virus scanner or a backup: let it leave dataDir alone.";
            case IO_ERROR ->
                "The disk failed to read or write. Check the disk and its cable; the agent must be started again, "
                        + "and verifies the journal then.";
            case READ_ONLY, CANNOT_OPEN ->
                "The disk or folder cannot be written. Let the agent's account own dataDir, on a disk "
                        + "that is not read-only.";
            default -> "Check that the disk is sound and the agent's account may write there.";
        };
    }
}
