package dev.rollcall.attendance.reconcile;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.identity.ContentDigest;

/**
 * What is compared of an event: which one it is, and what it says.
 *
 * @param id      its public id
 * @param content the digest of the version that counts
 */
public record EventKey(EventId id, ContentDigest content) {}
