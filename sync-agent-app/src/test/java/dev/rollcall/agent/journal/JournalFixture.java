package dev.rollcall.agent.journal;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.outbox.ClaimedEvent;
import dev.rollcall.agent.outbox.Outbox;
import dev.rollcall.agent.schedule.Holdbacks;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.window.SerialRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A journal with its outbox, opened for one test, and what contracts do to it. */
public abstract class JournalFixture {

    protected static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    private StorePorts store;
    private Path storeFolder;

    /**
     * Opens the store that is tested.
     *
     * @param folder where it may put files; what was put there before is in it
     */
    protected abstract StorePorts open(Path folder);

    @BeforeEach
    void openIn(@TempDir Path folder) {
        storeFolder = folder;
        openAgain();
    }

    @AfterEach
    void close() {
        store.closing().run();
    }

    /** Opens the store that is in the folder, or a new one; what is open is the test's to close before. */
    protected final void openAgain() {
        store = open(storeFolder);
    }

    protected final Journal journal() {
        return store.journal();
    }

    protected final Outbox outbox() {
        return store.outbox();
    }

    protected final JournalFacts facts() {
        return store.facts();
    }

    protected final TallyBook tallies() {
        return store.tallies();
    }

    protected final Upkeep upkeep() {
        return store.upkeep();
    }

    protected final Holdbacks holdbacks() {
        return store.holdbacks();
    }

    protected final PageTally append(Observation... seen) {
        return journal().append(new JournalPage(begin(), DEVICE, List.of(seen), List.of(), 0, null, SEEN));
    }

    protected final long begin() {
        journal().meet(Events.sight(DEVICE, "front"));
        return journal().beginPass(DEVICE, "TEST", SEEN);
    }

    protected final ClaimedBatch claim(int limit) {
        ClaimedBatch batch = outbox().claim(limit, Set.of(), UUID.randomUUID().toString());
        assertThat(batch).as("a batch was expected").isNotNull();
        return batch;
    }

    final boolean settle(ClaimedBatch batch, Function<ClaimedEvent, OutcomeMessage> outcome) {
        return outbox().settle(
                        batch, receipt("s", batch.events().stream().map(outcome).toList()), "1", SEEN);
    }

    static OutcomeMessage stored(ClaimedEvent event, String as) {
        return new OutcomeMessage(event.id().hex(), "STORED", as, null);
    }

    static ReceiptMessage receipt(String store, List<OutcomeMessage> outcomes) {
        return new ReceiptMessage(true, "b", outcomes.size(), 0, 0, List.of(), outcomes, store);
    }

    static SerialRange range(long first, long last) {
        return new SerialRange(first, last);
    }
}
