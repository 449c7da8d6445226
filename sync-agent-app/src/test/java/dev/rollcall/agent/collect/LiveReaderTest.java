package dev.rollcall.agent.collect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.collect.SourceException.Kind;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.schedule.Backoff;
import dev.rollcall.agent.schedule.Crew;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.window.DeviceClock;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One terminal's event stream without a network: what is taken from it, when it is left, and how long it is left alone. */
class LiveReaderTest {

    private static final DeviceConfig FRONT =
            new DeviceConfig("front", "10.0.0.1", 80, "admin", Secret.of("pw"), null, null);
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration CAP = Duration.ofMinutes(5);

    private final InMemoryStore store = new InMemoryStore();
    private final Stream stream = new Stream();
    private String met = Events.DEVICE.value();
    private LiveReader reader;

    @BeforeEach
    void create() {
        CollectPolicy policy =
                new CollectPolicy(Duration.ofHours(5), Duration.ofMinutes(2), Duration.ofDays(1), 100, 5);
        Collector rules = new Collector(store, policy, InstantSource.fixed(Events.SEEN), StepListener.NONE, Crew.ALONE);
        LiveReader.Pace pace =
                new LiveReader.Pace(Duration.ofSeconds(1), new Backoff(FIRST, CAP, () -> 0.99), Duration.ofMinutes(1));
        reader = new LiveReader(rules, FRONT, stream, device -> met, pace);
        store.meet(Events.sight(Events.DEVICE, "front"));
    }

    @Test
    void deviceThatNoPassHasMet_isNotListenedTo() {
        met = null;

        assertThat(reader.step()).isPositive();
        assertThat(stream.opened).isZero();
    }

    @Test
    void anotherDeviceAtTheAddress_isNotListenedTo_andRaisesAnAlarm() {
        met = "ZZ0000009";

        assertThat(reader.step()).isPositive();
        assertThat(stream.opened).isZero();
        assertThat(alarms()).singleElement().asString().contains("ZZ0000009", "Nothing is taken from its event stream");
    }

    @Test
    void news_isJournaledOnce_andMovesNoCheckpoint() {
        stream.brings(page(Events.punch(Events.DEVICE, 1)));
        stream.brings(page(Events.punch(Events.DEVICE, 1), Events.punch(Events.DEVICE, 2)));

        steps(3);

        assertThat(store.device(FRONT).events()).isEqualTo(2);
        assertThat(store.checkpoint(Events.DEVICE)).isNull();
        assertThat(stream.opened).isEqualTo(1);
    }

    @Test
    void brokenStream_isClosed_andOpenedAgainAfterAWaitThatGrows() {
        stream.fails(Kind.UNAVAILABLE);
        stream.fails(Kind.UNAVAILABLE);
        reader.step();

        Duration first = reader.step();
        reader.step();
        Duration second = reader.step();

        assertThat(stream.closed).isEqualTo(2);
        assertThat(first).isBetween(Duration.ofSeconds(4), FIRST);
        assertThat(second).isGreaterThan(first);
        assertThat(alarms()).as("a broken line is nothing to act on").isEmpty();
    }

    @Test
    void newsAfterAFailure_makesTheNextWaitShortAgain() {
        stream.fails(Kind.UNAVAILABLE);
        stream.brings(page(Events.punch(Events.DEVICE, 1)));
        stream.fails(Kind.UNAVAILABLE);
        reader.step();
        Duration first = reader.step();
        steps(2);

        assertThat(reader.step()).isEqualTo(first);
    }

    @Test
    void refusal_isLeftAloneForLong_andTheAlarmGoesWhenItOpensAgain() {
        stream.refusesToOpen = true;
        Duration wait = reader.step();
        List<String> refused = alarms();
        stream.refusesToOpen = false;
        reader.step();

        assertThat(wait).isBetween(Duration.ofMinutes(1), Duration.ofSeconds(66));
        assertThat(refused).singleElement().asString().contains("read by schedule only", "no place");
        assertThat(alarms()).isEmpty();
    }

    private void steps(int count) {
        for (int step = 0; step < count; step++) {
            reader.step();
        }
    }

    private List<String> alarms() {
        return store.device(FRONT).alarms().stream().map(alarm -> alarm.text()).toList();
    }

    private static TranslatedPage page(Observation... seen) {
        return new TranslatedPage(List.of(seen), List.of(), 0);
    }

    /** A terminal that tells what it was told to tell. */
    private static final class Stream implements LiveSource {

        private final Deque<Supplier<TranslatedPage>> script = new ArrayDeque<>();
        private boolean refusesToOpen;
        private int opened;
        private int closed;

        void brings(TranslatedPage page) {
            script.add(() -> page);
        }

        void fails(Kind kind) {
            script.add(() -> {
                throw new SourceException(kind, "the line broke", null);
            });
        }

        @Override
        public SourceIdentity identify() {
            return new SourceIdentity(DeviceKey.of(Events.DEVICE.value()), null, null);
        }

        @Override
        public SourceClock clock() {
            return new SourceClock(
                    new DeviceClock(Events.MORNING, ZoneOffset.ofHoursMinutes(5, 30), Events.SEEN), null);
        }

        @Override
        public LiveNews open(Reading reading) {
            if (refusesToOpen) {
                throw new SourceException(Kind.BUSY, "it has no place for a listener", null);
            }
            opened++;
            return new LiveNews() {
                @Override
                public TranslatedPage next(Duration patience) {
                    Supplier<TranslatedPage> next = script.poll();
                    return next == null ? page() : next.get();
                }

                @Override
                public void close() {
                    closed++;
                }
            };
        }
    }
}
