package dev.rollcall.receiver.store;

/**
 * An entry of the audit trail with its place in it.
 *
 * @param id    higher for what was entered later
 * @param entry the entry
 */
public record AuditRecord(long id, AuditEntry entry) {}
