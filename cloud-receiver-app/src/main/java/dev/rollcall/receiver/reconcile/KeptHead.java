package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.exchange.HeartbeatMessage.SerialSpan;
import dev.rollcall.attendance.exchange.ProofMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of an agent's telling besides its days, as JSON. From before {@code read} was kept it is a {@link ProofMessage}.
 *
 * @param device        the device key
 * @param checkedAt     as it was told
 * @param completeUntil as it was told
 * @param covered       as it was told: the serial numbers of the device's present log
 * @param findings      as they were told
 * @param read          all that the agent ever told to have read, also of logs that were cleared since; null from before it was kept
 * @param leftOut       as it was told: how many more findings there were
 */
record KeptHead(
        String device,
        String checkedAt,
        @Nullable String completeUntil,
        @Nullable List<SerialSpan> covered,
        @Nullable List<ProofMessage.FindingMessage> findings,
        @Nullable List<SerialSpan> read,
        @Nullable Long leftOut) {}
