package dev.rollcall.agent.slot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.journal.PushBook;
import dev.rollcall.agent.journal.PushBook.PushTarget.State;
import dev.rollcall.agent.slot.PushSlots.Wanted;
import dev.rollcall.agent.testing.InMemoryStore;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RearmingTest {

    private static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);

    private final Notes book = new Notes();
    private final Rearming rearming = new Rearming(
            new InMemoryStore(),
            book,
            (device, before) -> new Wanted("10.0.0.5", 8080, "/p/t", "t", false),
            InstantSource.fixed(NOW));

    /** A firmware without slots is looked at again once it has restarted, so restarts are looked for after every pass. */
    @Test
    void terminalWithoutSlots_isNotLookedForInTheSameRowsAgainAndAgain() {
        book.target = new PushBook.PushTarget("front", "10.0.0.5", true, NOW, null, State.UNSUPPORTED, null, 0);
        for (int pass = 1; pass <= 50; pass++) {
            book.newest = 300L * pass;
            rearming.afterPass(FRONT, noSlots());
        }

        assertThat(book.lookedAt).allMatch(rows -> rows < 1_500);
        assertThat(book.told).isBetween(5, 15);
        assertThat(book.target.checkedAt()).isNull();
        assertThat(book.target.state()).isEqualTo(State.UNSUPPORTED);
    }

    private static PushSlots noSlots() {
        return (PushSlots) Proxy.newProxyInstance(
                PushSlots.class.getClassLoader(), new Class<?>[] {PushSlots.class}, (proxy, asked, arguments) -> {
                    throw new SourceException(SourceException.Kind.UNSUPPORTED, "fake: no slots", null);
                });
    }

    /** Remembers one target and how many rows were gone through for it. */
    private static final class Notes implements PushBook {

        private final List<Long> lookedAt = new ArrayList<>();
        private @Nullable PushTarget target;
        private long newest;
        private int told;

        @Override
        public void told(PushTarget now) {
            target = now;
            told++;
        }

        @Override
        public boolean forget(String device) {
            return false;
        }

        @Override
        public @Nullable PushTarget target(String device) {
            return target;
        }

        @Override
        public Restarts restartsSince(String address, long after) {
            lookedAt.add(newest - after);
            return new Restarts(false, newest);
        }

        @Override
        public void add(String device, Posts posts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Posted> posted() {
            return List.of();
        }
    }
}
