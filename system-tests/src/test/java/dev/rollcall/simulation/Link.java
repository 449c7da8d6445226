package dev.rollcall.simulation;

import dev.rollcall.agent.outbox.PublishOutcome;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import dev.rollcall.agent.reconcile.UnansweredException;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The way from an agent to the receiver: requests and answers that are lost, come twice or late, and what stands in between. */
final class Link implements Receiver {

    private static final List<Integer> PROXY_WORDS =
            List.of(302, 400, 403, 404, 405, 407, 408, 410, 422, 500, 502, 503, 504, 511);
    private static final String NOT_READABLE = "https://rollcall.dev/problems/invalid-field";

    private final World world;
    private final Branch agent;
    private final Dice dice;
    private ReceiptMessage oldReceipt;

    Link(World world, Branch agent, Dice dice) {
        this.world = world;
        this.agent = agent;
        this.dice = dice;
    }

    @Override
    public ReceiverAnswer publish(BatchMessage batch) {
        world.oracle().leaves(agent, batch);
        world.timeline().spend(dice.between(5, 3_000));
        ReceiverAnswer answer = sent(batch);
        world.trace().note(agent.name(), "batch answered", batch.events().size(), answer.status());
        world.oracle().answered(agent, answer);
        return answer;
    }

    private ReceiverAnswer sent(BatchMessage batch) {
        Chance chance = world.chance();
        if (world.isNetDown() || chance.strikes(Fault.NET_REFUSED)) {
            return ReceiverAnswer.none("connection refused", false);
        }
        ReceiverAnswer between = saidOnTheWay(batch);
        if (between != null) {
            return between;
        }
        if (chance.strikes(Fault.NET_DELAYED)) {
            world.timeline()
                    .once(chance.of(Fault.NET_DELAYED).logUniform(1_000, 5 * 86_400_000L), null, () -> deliver(batch));
            return ReceiverAnswer.none("no answer in time", true);
        }
        ReceiverAnswer answer = deliver(batch);
        if (chance.strikes(Fault.NET_TWICE)) {
            answer = deliver(batch);
        }
        if (chance.strikes(Fault.NET_ANSWER_LOST)) {
            return ReceiverAnswer.none(
                    "the answer broke off", chance.of(Fault.NET_ANSWER_LOST).chance(0.5));
        }
        oldReceipt = answer.receipt() == null ? oldReceipt : answer.receipt();
        return answer;
    }

    private ReceiverAnswer saidOnTheWay(BatchMessage batch) {
        Chance chance = world.chance();
        if (chance.strikes(Fault.PROXY_STATUS)) {
            return status(chance.of(Fault.PROXY_STATUS).pick(PROXY_WORDS), null, null);
        }
        if (chance.strikes(Fault.PROXY_EMPTY_OK)) {
            return status(200, null, null);
        }
        if (chance.strikes(Fault.PROXY_OLD_RECEIPT) && oldReceipt != null) {
            return ok(oldReceipt);
        }
        if (chance.strikes(Fault.TOO_BIG) && batch.events().size() > 1) {
            return status(413, null, null);
        }
        if (chance.strikes(Fault.THROTTLED)) {
            return status(
                    429, null, Duration.ofSeconds(chance.of(Fault.THROTTLED).between(1, 7_200)));
        }
        if (chance.strikes(Fault.TOKEN_REFUSED)) {
            return status(401, PublishOutcome.TOKEN_REFUSED, null);
        }
        if (chance.strikes(Fault.DEVICE_NOT_ALLOWED)) {
            return status(403, PublishOutcome.DEVICE_NOT_ALLOWED, null);
        }
        if (chance.strikes(Fault.CONTENT_REFUSED)) {
            return status(400, NOT_READABLE, null);
        }
        return chance.strikes(Fault.EVENT_REJECTED) ? rejecting(batch) : null;
    }

    /** A receiver of an older version that cannot take one event of the batch: nothing else of it is lost. */
    private ReceiverAnswer rejecting(BatchMessage batch) {
        ReceiverAnswer answer = deliver(batch);
        ReceiptMessage receipt = answer.receipt();
        if (receipt == null) {
            return answer;
        }
        int place =
                world.chance().of(Fault.EVENT_REJECTED).below(receipt.outcomes().size());
        List<OutcomeMessage> outcomes = new ArrayList<>(receipt.outcomes());
        OutcomeMessage refused = outcomes.get(place);
        outcomes.set(place, new OutcomeMessage(refused.id(), "REJECTED", null, "too new"));
        int stored = (int) outcomes.stream()
                .filter(outcome -> outcome.outcome().equals("STORED"))
                .count();
        world.oracle().rejected(agent);
        return ok(new ReceiptMessage(
                false, receipt.batchId(), outcomes.size(), stored, 1, List.of("too new"), outcomes, receipt.store()));
    }

    private ReceiverAnswer deliver(BatchMessage batch) {
        ReceiptMessage receipt;
        try {
            receipt = world.cloud().accept(batch);
        } catch (Crash crash) {
            crash.process().die();
            return ReceiverAnswer.none("the connection broke off", false);
        } catch (Cloud.Away away) {
            return away.status() == 0
                    ? ReceiverAnswer.none("connection refused", false)
                    : status(away.status(), null, null);
        }
        return ok(receipt);
    }

    private ReceiverAnswer ok(ReceiptMessage receipt) {
        return new ReceiverAnswer(
                200, null, false, receipt, null, null, null, world.cloud().version());
    }

    private static ReceiverAnswer status(int status, String problem, Duration retryAfter) {
        return new ReceiverAnswer(status, null, false, null, problem, "simulated", retryAfter, null);
    }

    /** Has the receiver compare what the agent counted. */
    TalliesAnswer compare(TalliesMessage message) {
        world.timeline().spend(dice.between(5, 3_000));
        Chance chance = world.chance();
        if (world.isNetDown() || chance.strikes(Fault.NET_REFUSED)) {
            throw new UnansweredException("connection refused", false);
        }
        if (chance.strikes(Fault.PROXY_STATUS) || chance.strikes(Fault.PROXY_EMPTY_OK)) {
            throw new UnansweredException("somebody else answered", false);
        }
        if (chance.strikes(Fault.TOKEN_REFUSED)) {
            throw new UnansweredException("it refuses the token", true);
        }
        TalliesAnswer answer = compared(message);
        if (chance.strikes(Fault.NET_TWICE)) {
            answer = compared(message);
        }
        if (chance.strikes(Fault.NET_ANSWER_LOST)) {
            throw new UnansweredException("the answer broke off", false);
        }
        return answer;
    }

    private TalliesAnswer compared(TalliesMessage message) {
        try {
            return world.cloud().compare(message);
        } catch (Crash crash) {
            crash.process().die();
            throw new UnansweredException("the connection broke off", false);
        } catch (Cloud.Away away) {
            throw new UnansweredException("status " + away.status(), false);
        }
    }

    @Override
    public ReceiverAnswer heartbeat(HeartbeatMessage heartbeat) {
        return status(200, null, null);
    }

    @Override
    public ReceiverAnswer reach() {
        return status(200, null, null);
    }
}
