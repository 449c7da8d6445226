package dev.rollcall.receiver.inbox;

import dev.rollcall.receiver.store.AlarmLog;
import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import dev.rollcall.receiver.store.UnitOfWork;
import java.util.Comparator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores waiting bodies, many in one transaction, and lets those who wait for them go on after the commit. When the database
 * refuses a group, it is divided until the one body that it refuses stands alone; that one is parked without what is said
 * beside it, and the others are stored. Safe to be run by several threads at once.
 */
public final class InboxWriting implements Step {

    private static final Logger log = LoggerFactory.getLogger(InboxWriting.class);

    private final Store store;
    private final InboxQueue queue;
    private final Group group;
    private final Runnable wake;

    /**
     * How much is stored in one transaction.
     *
     * @param bodies bodies at most
     * @param bytes  no further body after so many bytes
     */
    public record Group(int bodies, long bytes) {}

    /**
     * Makes a step.
     *
     * @param wake called after each commit
     */
    public InboxWriting(Store store, InboxQueue queue, Group group, Runnable wake) {
        this.store = store;
        this.queue = queue;
        this.group = group;
        this.wake = wake;
    }

    @Override
    public boolean run() {
        List<InboxQueue.Waiting> next = queue.next(group.bodies(), group.bytes());
        if (next.isEmpty()) {
            return false;
        }
        try {
            write(next);
        } finally {
            // Whatever is thrown here (a lack of memory, too), nobody is left waiting; what is stored is stored
            // already.
            next.forEach(one -> one.stored().completeExceptionally(new StoreFailedException("storing ended early")));
        }
        wake.run();
        return !queue.isEmpty();
    }

    private void write(List<InboxQueue.Waiting> some) {
        try {
            List<InboxItem> items = some.stream()
                    .map(InboxQueue.Waiting::item)
                    .sorted(Comparator.comparingInt(InboxItem::deviceId).thenComparing(InboxItem::receivedAt))
                    .toList();
            store.write(unit -> add(unit, items));
            some.forEach(one -> one.stored().complete(null));
        } catch (StoreFailedException failed) {
            if (failed.isRefused()) {
                divide(some, failed);
            } else {
                some.forEach(one -> one.stored().completeExceptionally(failed));
            }
        } catch (RuntimeException unforeseen) {
            divide(some, unforeseen);
        }
    }

    private void divide(List<InboxQueue.Waiting> some, RuntimeException refused) {
        if (some.size() == 1) {
            park(some.get(0), refused);
        } else {
            int half = some.size() / 2;
            write(some.subList(0, half));
            write(some.subList(half, some.size()));
        }
    }

    private void park(InboxQueue.Waiting one, RuntimeException refused) {
        log.error(
                "the database refuses a body of device number {}; it is parked",
                one.item().deviceId(),
                refused);
        try {
            store.write(unit -> {
                unit.inbox().addParked(one.item(), "the database refused what was said beside the body; see the log");
                return one;
            });
            one.stored().complete(null);
        } catch (RuntimeException again) {
            one.stored().completeExceptionally(again);
        }
    }

    private static int add(UnitOfWork unit, List<InboxItem> items) {
        unit.inbox().addAll(items);
        items.stream()
                .filter(InboxItem::truncated)
                .forEach(item -> unit.alarms()
                        .raise(
                                item.deviceId(),
                                AlarmLog.TRUNCATED,
                                "body over the limit",
                                "A body that came at " + item.receivedAt()
                                        + " was over the limit; only the text before its first picture is kept.",
                                item.receivedAt()));
        return items.size();
    }
}
