package dev.rollcall.agent.health;

import dev.rollcall.agent.collect.PassResult;
import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.outbox.DeliveryReport;
import java.util.List;

/**
 * What one {@code sync} came to.
 *
 * @param passes   one result for each device
 * @param delivery what became of the outbox
 * @param waiting  how many events still wait
 * @param blocked  how many events the receiver rejected
 * @param damaged  how many undelivered events of the journal are damaged; the next pass reads them again
 */
public record SyncReport(List<PassResult> passes, DeliveryReport delivery, long waiting, long blocked, long damaged) {

    public SyncReport {
        passes = List.copyOf(passes);
    }

    /** Tells whether every device was read and everything collected is settled. */
    public boolean complete() {
        return passes.stream().allMatch(PassResult::complete) && waiting == 0 && blocked == 0 && damaged == 0;
    }

    /** Tells whether a device refused us. */
    public boolean deviceRefused() {
        return passes.stream().anyMatch(PassResult::refused);
    }

    /** Tells whether the receiver refused us. */
    public boolean receiverRefused() {
        return delivery.refused();
    }

    /** Returns how a command with this report exits. */
    public int exitCode() {
        if (receiverRefused()) {
            return ExitCode.RECEIVER_REFUSED;
        }
        if (deviceRefused()) {
            return ExitCode.DEVICE_REFUSED;
        }
        return complete() ? ExitCode.FINE : ExitCode.INCOMPLETE;
    }
}
