package dev.rollcall.receiver.testing;

import dev.rollcall.receiver.store.InboxItem;
import dev.rollcall.receiver.store.InboxResult;
import dev.rollcall.receiver.store.InboxShelf;
import dev.rollcall.receiver.store.ParkedBody;
import dev.rollcall.receiver.testing.InMemoryTables.Boxed;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The inbox of {@link InMemoryStore}. */
final class InMemoryInbox implements InboxShelf {

    private static final InboxResult RECEIVED = new InboxResult(InboxResult.State.RECEIVED, 0, 0, 0, null);

    private final InMemoryTables tables;

    InMemoryInbox(InMemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public long add(InboxItem item) {
        return put(item, RECEIVED);
    }

    @Override
    public void addAll(List<InboxItem> items) {
        items.forEach(this::add);
    }

    @Override
    public void addParked(InboxItem item, String reason) {
        put(item, new InboxResult(InboxResult.State.PARKED, 0, 0, 1, reason));
    }

    private long put(InboxItem item, InboxResult result) {
        long id = tables.next("inbox");
        InboxItem numbered = new InboxItem(
                id, item.deviceId(), item.contentType(), item.body(), item.truncated(), item.peer(), item.receivedAt());
        tables.inbox.put(id, new Boxed(numbered, result));
        if (result == RECEIVED) {
            tables.waiting.put(id, numbered);
        }
        return id;
    }

    @Override
    public List<InboxItem> stillReceived(List<InboxItem> items) {
        return items.stream()
                .filter(item -> tables.waiting.get(item.id()) != null)
                .toList();
    }

    @Override
    public List<InboxItem> received(int limit) {
        return tables.waiting.values().stream().limit(limit).toList();
    }

    @Override
    public void settle(InboxItem item, InboxResult result) {
        tables.inbox.put(item.id(), new Boxed(item, result));
        tables.waiting.remove(item.id());
    }

    @Override
    public void remove(InboxItem item) {
        tables.inbox.remove(item.id());
        tables.waiting.remove(item.id());
    }

    @Override
    public int replayFor(String version, Instant now) {
        boolean isNew = tables.numbers.get("replay " + version) == null;
        return isNew && tables.next("replay " + version) == 1 ? replayParked() : 0;
    }

    @Override
    public int replayParked() {
        List<Boxed> parked = tables.inbox.values().stream()
                .filter(boxed -> boxed.result().state() == InboxResult.State.PARKED)
                .toList();
        parked.forEach(boxed -> {
            tables.inbox.put(boxed.item().id(), new Boxed(boxed.item(), RECEIVED));
            tables.waiting.put(boxed.item().id(), boxed.item());
        });
        return parked.size();
    }

    @Override
    public List<ParkedBody> parked(int limit) {
        return newest(InboxResult.State.PARKED, limit).stream()
                .map(boxed -> new ParkedBody(
                        boxed.item().id(),
                        boxed.item().deviceId(),
                        boxed.item().receivedAt(),
                        boxed.item().body().length,
                        boxed.result().reason()))
                .toList();
    }

    @Override
    public Map<InboxResult.State, Long> counts() {
        Map<InboxResult.State, Long> counts = new EnumMap<>(InboxResult.State.class);
        tables.inbox.values().forEach(boxed -> counts.merge(boxed.result().state(), 1L, Long::sum));
        return counts;
    }

    @Override
    public List<InboxResult> latestResults(int limit) {
        return newest(null, limit).stream().map(Boxed::result).toList();
    }

    private List<Boxed> newest(InboxResult.State state, int limit) {
        return tables.inbox.values().stream()
                .filter(boxed -> state == null
                        ? boxed.result().state() != InboxResult.State.RECEIVED
                        : boxed.result().state() == state)
                .sorted(Comparator.comparingLong((Boxed boxed) -> boxed.item().id())
                        .reversed())
                .limit(limit)
                .toList();
    }
}
