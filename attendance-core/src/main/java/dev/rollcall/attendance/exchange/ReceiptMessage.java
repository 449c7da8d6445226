package dev.rollcall.attendance.exchange;

import java.util.List;

/**
 * The receiver's answer to a batch. Only a receipt for this very batch, with an outcome for every event, is an
 * acknowledgement.
 *
 * @param success          true when every event was stored or known
 * @param batchId          the batch answered
 * @param recordsFetched   how many events the batch had
 * @param recordsProcessed how many were newly stored
 * @param recordsFailed    how many were rejected
 * @param errors           one line for each rejected event
 * @param outcomes         one outcome for each event, in the order of the batch
 * @param store            the id of the receiver's database, by which an agent notices a restored or new one
 */
public record ReceiptMessage(
        boolean success,
        String batchId,
        int recordsFetched,
        int recordsProcessed,
        int recordsFailed,
        List<String> errors,
        List<OutcomeMessage> outcomes,
        String store) {}
