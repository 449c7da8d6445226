package dev.rollcall.agent.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.config.AgentConfig;
import dev.rollcall.agent.config.ConfigReader;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.agent.outbox.ReceiverAnswer.Clocks;
import dev.rollcall.agent.schedule.StepListener;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.agent.testing.InMemoryStore;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClockWatchTest {

    private static final Instant TRUE_TIME = Instant.parse("2026-11-23T12:00:00Z");

    private static final AgentConfig CONFIG = new ConfigReader(Map.of(
                    "ROLLCALL_RECEIVER_URL", "https://attendance.example.com",
                    "ROLLCALL_RECEIVER_TOKEN", "rc_agent_clock",
                    "ROLLCALL_DEVICES_0_NAME", "front",
                    "ROLLCALL_DEVICES_0_HOST", "10.0.0.1",
                    "ROLLCALL_DEVICES_0_USERNAME", "admin",
                    "ROLLCALL_DEVICES_0_PASSWORD", "password"))
            .read(Path.of("absent.yaml"));

    private final List<HeartbeatMessage> sent = new ArrayList<>();
    private final InMemoryStore store = new InMemoryStore();

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T12:00:01Z, false",
        "2026-11-23T12:01:59Z, false",
        "2026-11-23T11:58:01Z, false",
        "2026-11-23T12:02:01Z, true",
        "2026-11-23T10:00:00Z, true",
        "1970-01-01T00:00:00Z, true",
        "2038-01-19T03:14:08Z, true",
        "2099-12-31T00:00:00Z, true"
    })
    void clock_isJudgedByTheReceiversOwn(String here, boolean wrong) {
        answering(here, "1.0.0").publish(Events.batch("b", 1));
        AgentClock clock = AgentClock.of(store.remembered(Fact.CLOCK_AHEAD));

        assertThat(clock).isNotNull();
        assertThat(clock.isWrong()).isEqualTo(wrong);
        if (wrong) {
            assertThat(clock.problem())
                    .contains(here)
                    .contains(TRUE_TIME.toString())
                    .contains("nothing is lost");
        } else {
            assertThat(clock.problem()).isNull();
        }
    }

    @Test
    void correctedClock_isNoProblemAnyMore() {
        answering("1970-01-01T00:00:00Z", "1.0.0").reach();
        answering("2026-11-23T12:00:00Z", "1.0.0").reach();

        assertThat(AgentClock.of(store.remembered(Fact.CLOCK_AHEAD)).problem()).isNull();
        assertThat(store.health().alarms()).isEmpty();
    }

    @Test
    void wrongClock_isAnAlarm_andTravelsWithTheHeartbeat() {
        ClockWatch watch = answering("1970-01-01T00:00:00Z", "1.0.0");
        watch.reach();

        assertThat(store.health().alarms())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.text()).contains("clock is wrong", "1970-01-01", "NTP"));
        new Heartbeat(CONFIG, store, watch, StepListener.NONE, new Heartbeat.Sender("a", "1", () -> TRUE_TIME)).send();
        assertThat(sent)
                .singleElement()
                .satisfies(message ->
                        assertThat(message.alarms()).singleElement().asString().contains("clock is wrong"));
    }

    @Test
    void clockOfSomethingOnTheWay_isNotBelieved() {
        answering("1970-01-01T00:00:00Z", null).reach();

        assertThat(store.remembered(Fact.CLOCK_AHEAD)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"''", "x", "1", "1 x", "x 2026-11-23T12:00:00Z"})
    void rememberedNonsense_isNoClock(String text) {
        assertThat(AgentClock.of(text)).isNull();
    }

    private ClockWatch answering(String here, String version) {
        ReceiverAnswer answer = new ReceiverAnswer(
                200,
                null,
                false,
                null,
                null,
                null,
                null,
                version,
                List.of(),
                new Clocks(Instant.parse(here), TRUE_TIME));
        Receiver receiver = new Receiver() {
            @Override
            public ReceiverAnswer publish(BatchMessage batch) {
                return answer;
            }

            @Override
            public ReceiverAnswer heartbeat(HeartbeatMessage heartbeat) {
                sent.add(heartbeat);
                return answer;
            }

            @Override
            public ReceiverAnswer reach() {
                return answer;
            }
        };
        return new ClockWatch(receiver, store, store);
    }
}
