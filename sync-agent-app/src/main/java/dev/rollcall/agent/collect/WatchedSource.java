package dev.rollcall.agent.collect;

import dev.rollcall.attendance.event.DeviceKey;
import org.jspecify.annotations.Nullable;

/**
 * A terminal that is asked again who it is whenever an answer came over a new connection: a connection belongs to one device, but
 * two may answer at one address in turn. No page, clock or count is given on unless the device identified last has sent it.
 *
 * <p>Not for two threads at once, as {@link EventSource}.
 */
public final class WatchedSource implements EventSource {

    private static final long UNKNOWN = -1;

    private final EventSource source;
    private final Acquaintances acquaintances;
    private final String name;
    private @Nullable DeviceKey identified;
    private long connections;

    /**
     * Creates it around the way to a terminal.
     *
     * @param name its configured name
     */
    public WatchedSource(EventSource source, Acquaintances acquaintances, String name) {
        this.source = source;
        this.acquaintances = acquaintances;
        this.name = name;
    }

    @Override
    public SourceIdentity identify() {
        SourceIdentity identity = source.identify();
        connections = source.connections();
        identified = identity.key();
        String other = acquaintances.met(name, identity.key());
        if (other != null) {
            throw new SourceException(
                    SourceException.Kind.SAME_DEVICE,
                    "it is the same device as " + other + " (" + identity.key() + "), which is read under that name. "
                            + "Remove one of the two from the configuration, or correct its host.",
                    null);
        }
        return identity;
    }

    @Override
    public SourceClock clock() {
        SourceClock told = source.clock();
        checkWhoSentIt(source.connections());
        return told;
    }

    @Override
    public boolean searchesBySerial() {
        return source.searchesBySerial();
    }

    @Override
    public SourcePages open(LogQuery query) {
        SourcePages pages = source.open(query);
        return () -> {
            SourcePage page = pages.next();
            Long connection = page.connection();
            checkWhoSentIt(connection == null ? source.connections() : connection);
            return page;
        };
    }

    @Override
    public long count(LogQuery query) {
        long told = source.count(query);
        checkWhoSentIt(source.connections());
        return told;
    }

    @Override
    public String capabilities() {
        return source.capabilities();
    }

    @Override
    public @Nullable Long capacity() {
        return source.capacity();
    }

    @Override
    public long connections() {
        return source.connections();
    }

    @Override
    public void close() {
        source.close();
    }

    private void checkWhoSentIt(long connection) {
        DeviceKey expected = identified;
        if (expected == null || connection == connections) {
            return;
        }
        long before = source.connections();
        DeviceKey now = source.identify().key();
        // With a page on its way meanwhile nobody knows which of two connections this answer came over.
        connections = source.connections() == before ? before : UNKNOWN;
        if (!now.equals(expected)) {
            throw new SourceException(
                    SourceException.Kind.TWO_DEVICES,
                    "two devices answer at this address, " + expected + " and " + now
                            + ". Nothing of the page under way "
                            + "was stored. Give each terminal an IP address of its own.",
                    null);
        }
    }
}
