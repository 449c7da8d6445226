package dev.rollcall.agent.outbox;

import dev.rollcall.attendance.event.EventId;
import dev.rollcall.attendance.event.Observation;

/**
 * One event of a claimed batch.
 *
 * @param id          its public id in this journal
 * @param observation the version that counts
 */
public record ClaimedEvent(EventId id, Observation observation) {}
