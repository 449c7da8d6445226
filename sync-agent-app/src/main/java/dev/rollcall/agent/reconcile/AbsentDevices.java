package dev.rollcall.agent.reconcile;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.agent.reconcile.VerifyReport.DeviceResult;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.reconcile.Finding;
import dev.rollcall.attendance.window.Checkpoint;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is to be told of devices that were not met, since they are away, replaced, or configured no more: what the journal knows that is
 * missing of them, and what the receiver lacks. Nothing is told of those of which nothing is missing.
 */
final class AbsentDevices {

    private final Journal journal;
    private final TallyBook book;
    private final ReceiverComparison.Result cloud;
    private final InstantSource clock;
    private final Instant since;
    private final Telling telling;

    AbsentDevices(
            Journal journal,
            TallyBook book,
            ReceiverComparison.Result cloud,
            InstantSource clock,
            Instant since,
            Telling telling) {
        this.journal = journal;
        this.book = book;
        this.cloud = cloud;
        this.clock = clock;
        this.since = since;
        this.telling = telling;
    }

    /**
     * Returns one result for each that there is something to tell of.
     *
     * @param met     those that were met
     * @param results what is told of them
     * @param leftOut names of those that were not to be asked; only what the receiver lacks of them is told
     */
    List<DeviceResult> results(Set<DeviceKey> met, List<DeviceResult> results, VerifyScope scope, Set<String> leftOut) {
        Set<Finding> told = new HashSet<>();
        results.forEach(result -> told.addAll(result.allFindings()));
        Set<DeviceKey> absent = new TreeSet<>(book.devices());
        absent.addAll(cloud.views().keySet());
        absent.removeAll(met);
        List<DeviceResult> found = new ArrayList<>();
        for (DeviceKey device : absent) {
            DeviceResult result = result(device, scope, told);
            boolean tells = result.problem() != null
                    || result.allFindings().stream()
                            .anyMatch(finding -> isTold(finding, leftOut.contains(result.name())));
            if (tells) {
                found.add(result);
                told.addAll(result.allFindings());
            }
        }
        return found;
    }

    private static boolean isTold(Finding finding, boolean leftOut) {
        return finding.kind().isOfReceiver() || (finding.blocks() && !leftOut);
    }

    private DeviceResult result(DeviceKey device, VerifyScope scope, Set<Finding> told) {
        String name = Objects.requireNonNullElse(book.nameOf(device), device.value());
        CloudView there = cloud.views().get(device);
        if (there != null && there.isCounting()) {
            return DeviceResult.failed(name, "the receiver still counts its rows of " + device, false);
        }
        Checkpoint checkpoint = journal.checkpoint(device);
        journal.settleGaps(device, null, clock.instant());
        DeviceView view =
                DeviceView.ofAbsent(device, checkpoint == null ? null : checkpoint.position(), journal.losses(device));
        DeviceResult result = new DayBook(book, view, cloud, clock, since, told).result(name, scope);
        if (cloud.problem() == null) {
            telling.tellOfAbsent(view, result);
        }
        return result;
    }
}
