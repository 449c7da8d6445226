package dev.rollcall.receiver.store;

import java.util.List;

/** The audit trail. Only ever added to. */
public interface AuditLog {

    /** Adds an entry. */
    void add(AuditEntry entry);

    /** Returns the latest entries, newest first. */
    List<AuditEntry> latest(int limit);

    /** Returns entries that were entered before that one, newest first. */
    List<AuditRecord> before(long id, int limit);
}
