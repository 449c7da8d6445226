package dev.rollcall.receiver.jdbc;

/** The database cannot be used as it is; the message says which one, why, and what to do. */
public final class UnusableDatabaseException extends RuntimeException {

    UnusableDatabaseException(String message) {
        super(message);
    }

    private UnusableDatabaseException(String message, Throwable cause) {
        super(message, cause);
    }

    static UnusableDatabaseException of(DatabaseSettings settings, RuntimeException cause) {
        if (cause instanceof UnusableDatabaseException known) {
            return known;
        }
        String remedy = settings.isPostgres()
                ? "check spring.datasource.url, username and password, and that the server accepts connections"
                : "check that rollcall.data-dir is a folder this user may write to and that its disk is not full";
        return new UnusableDatabaseException("database " + settings + " cannot be used: " + remedy, cause);
    }
}
