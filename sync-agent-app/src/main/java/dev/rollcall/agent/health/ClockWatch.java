package dev.rollcall.agent.health;

import dev.rollcall.agent.journal.Journal;
import dev.rollcall.agent.journal.JournalFacts;
import dev.rollcall.agent.journal.JournalFacts.Fact;
import dev.rollcall.agent.journal.JournalHealth;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A receiver by whose answers this computer's clock is checked. What they tell is kept as a fact; a wrong clock is
 * logged once and raised as an alarm until it agrees again.
 * Safe from any thread.
 */
public final class ClockWatch implements Receiver {

    private static final Logger log = LoggerFactory.getLogger(ClockWatch.class);

    private static final String ALARM = "agent-clock";

    /** The receiver's time comes in whole seconds and after a journey: smaller changes are no news. */
    private static final Duration NEWS = Duration.ofSeconds(15);

    private final Receiver receiver;
    private final Journal journal;
    private final Object lock = new Object();
    private @Nullable AgentClock last;

    public ClockWatch(Receiver receiver, Journal journal, JournalFacts facts) {
        this.receiver = receiver;
        this.journal = journal;
        this.last = AgentClock.of(facts.remembered(Fact.CLOCK_AHEAD));
    }

    @Override
    public ReceiverAnswer publish(BatchMessage batch) {
        return watched(receiver.publish(batch));
    }

    @Override
    public ReceiverAnswer heartbeat(HeartbeatMessage heartbeat) {
        return watched(receiver.heartbeat(heartbeat));
    }

    @Override
    public ReceiverAnswer reach() {
        return watched(receiver.reach());
    }

    private ReceiverAnswer watched(ReceiverAnswer answer) {
        AgentClock now = AgentClock.measured(answer);
        if (now != null) {
            synchronized (lock) {
                note(now);
            }
        }
        return answer;
    }

    private void note(AgentClock now) {
        AgentClock before = last;
        boolean news = before == null
                || before.ahead().minus(now.ahead()).abs().compareTo(NEWS) > 0
                || before.isWrong() != now.isWrong();
        if (!news) {
            return;
        }
        last = now;
        journal.remember(Fact.CLOCK_AHEAD, now.toString());
        String problem = now.problem();
        if (problem != null) {
            journal.raise(ALARM, JournalHealth.SUBJECT, problem, now.receiverAt());
            log.warn("{}.", problem);
        } else if (before != null && before.isWrong()) {
            journal.lower(ALARM, JournalHealth.SUBJECT);
            log.info("This computer's clock agrees with the receiver's again.");
        }
    }
}
