package dev.rollcall.agent.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.DeviceSight;
import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.schedule.Step;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GatheringOutboxTest {

    private static final DeviceKey OTHER = DeviceKey.of("FX0000002");
    private static final int LIMIT = 10;

    private final InMemoryStore store = new InMemoryStore();
    private final List<Duration> waits = new ArrayList<>();
    private Runnable meanwhile = () -> {};
    private long now;
    private final GatheringOutbox outbox = new GatheringOutbox(store, this::waitFor, () -> now, Duration.ofMillis(200));
    private final StepListener pages = outbox.before(StepListener.NONE);
    private int batches;

    @Test
    void first_events_of_a_device_go_at_once() {
        store(Events.DEVICE, 1, 3);

        assertThat(claim()).isEqualTo(3);
        assertThat(waits).isEmpty();
    }

    @Test
    void a_page_stored_after_a_small_batch_waits_for_others() {
        store(Events.DEVICE, 1, 3);
        claim();
        store(Events.DEVICE, 4, 5);
        meanwhile = () -> store(Events.DEVICE, 6, 9);

        assertThat(claim()).isEqualTo(6);
        assertThat(waits).containsExactly(Duration.ofMillis(200));
    }

    @Test
    void a_device_does_not_wait_for_another_that_gathers() {
        store(Events.DEVICE, 1, 3);
        claim();
        store(Events.DEVICE, 4, 5);
        store(OTHER, 1, 4);

        assertThat(claim()).isEqualTo(4);
        assertThat(waits).isEmpty();
    }

    @Test
    void full_batches_follow_one_another_without_waiting() {
        store(Events.DEVICE, 1, 30);

        assertThat(claim()).isEqualTo(LIMIT);
        assertThat(claim()).isEqualTo(LIMIT);
        assertThat(claim()).isEqualTo(LIMIT);
        assertThat(waits).isEmpty();
    }

    @Test
    void nothing_is_waited_for_when_no_page_was_stored_since() {
        store(Events.DEVICE, 1, 3);
        claim();

        assertThat(claim()).isZero();
        assertThat(waits).isEmpty();
    }

    @Test
    void gathering_ends_by_itself() {
        store(Events.DEVICE, 1, 3);
        claim();
        store(Events.DEVICE, 4, 5);
        now += Duration.ofMillis(200).toNanos();

        assertThat(claim()).isEqualTo(2);
        assertThat(waits).isEmpty();
    }

    private int claim() {
        ClaimedBatch batch = outbox.claim(LIMIT, Set.of(), "batch-" + ++batches);
        return batch == null ? 0 : batch.events().size();
    }

    private void store(DeviceKey device, long first, long last) {
        List<Observation> seen = LongStream.rangeClosed(first, last)
                .mapToObj(serial -> Events.punch(device, serial))
                .toList();
        store.meet(new DeviceSight(device, "front", device.value(), null, null, null, null, Events.SEEN));
        long pass = store.beginPass(device, "test", Events.SEEN);
        store.append(new JournalPage(pass, device, seen, List.of(), 0, null, Events.SEEN));
        pages.reached(Step.PAGE_COMMITTED);
    }

    private boolean waitFor(Duration duration) {
        waits.add(duration);
        now += duration.toNanos();
        meanwhile.run();
        return true;
    }
}
