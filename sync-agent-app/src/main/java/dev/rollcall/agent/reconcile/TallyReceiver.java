package dev.rollcall.agent.reconcile;

import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesMessage;

/** The receiver, as far as comparing goes. */
@FunctionalInterface
public interface TallyReceiver {

    /**
     * Asks what differs; blocks until it answers.
     *
     * @throws UnansweredException if no such answer came
     */
    TalliesAnswer ask(TalliesMessage message);
}
