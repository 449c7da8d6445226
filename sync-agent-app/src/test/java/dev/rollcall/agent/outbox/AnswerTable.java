package dev.rollcall.agent.outbox;

import dev.rollcall.agent.outbox.PublishOutcome.DeviceRefused;
import dev.rollcall.agent.outbox.PublishOutcome.Later;
import dev.rollcall.agent.outbox.PublishOutcome.Poisoned;
import dev.rollcall.agent.outbox.PublishOutcome.Settled;
import dev.rollcall.agent.outbox.PublishOutcome.TokenRefused;
import dev.rollcall.agent.outbox.PublishOutcome.TooBig;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.EventMessage;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.exchange.ReceiptMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every status a batch may be answered with, by every kind of body and of Retry-After, and what each means. */
final class AnswerTable {

    static final BatchMessage BATCH = Events.batch("b-1", 3);

    private static final String OURS = "https://rollcall.dev/problems/";
    private static final List<Integer> STATUSES = List.of(
            200, 201, 202, 204, 206, 301, 302, 303, 304, 307, 308, 400, 401, 402, 403, 404, 405, 406, 407, 408, 409,
            410, 411, 412, 413, 414, 415, 418, 421, 422, 423, 425, 426, 428, 429, 431, 451, 499, 500, 501, 502, 503,
            504, 507, 508, 511, 520, 522, 530, 599);

    /** One answer and its meaning. */
    record Row(String name, ReceiverAnswer answer, Class<? extends PublishOutcome> meaning) {}

    private record Body(
            @Nullable ReceiptMessage receipt, @Nullable String problemType) {}

    private AnswerTable() {}

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        List<@Nullable Duration> waits =
                Arrays.asList(null, Duration.ZERO, Duration.ofSeconds(90), Duration.ofDays(3_650));
        for (int status : STATUSES) {
            for (Map.Entry<String, Body> body : bodies().entrySet()) {
                for (Duration wait : waits) {
                    ReceiverAnswer answer = new ReceiverAnswer(
                            status,
                            null,
                            false,
                            body.getValue().receipt(),
                            body.getValue().problemType(),
                            null,
                            wait,
                            null);
                    String name = status + " with " + body.getKey() + ", Retry-After " + wait;
                    rows.add(new Row(name, answer, meaning(status, body.getKey())));
                }
            }
        }
        return rows;
    }

    private static Class<? extends PublishOutcome> meaning(int status, String body) {
        if (status == 200 && body.startsWith("good receipt")) {
            return Settled.class;
        }
        boolean refusal = status == 401 || status == 403;
        if (refusal && body.equals("our token-refused")) {
            return TokenRefused.class;
        }
        if (refusal && body.equals("our device-not-allowed")) {
            return DeviceRefused.class;
        }
        boolean content = status == 400 || status == 422;
        if (content
                && List.of("our malformed-json", "our missing-fields", "our invalid-field")
                        .contains(body)) {
            return Poisoned.class;
        }
        return status == 413 ? TooBig.class : Later.class;
    }

    private static Map<String, Body> bodies() {
        Map<String, Body> bodies = new LinkedHashMap<>();
        bodies.put("nothing readable (empty, HTML, half JSON)", new Body(null, null));
        for (String type : List.of(
                "token-refused",
                "token-missing",
                "role-not-allowed",
                "device-not-allowed",
                "malformed-json",
                "malformed-body",
                "missing-fields",
                "invalid-field",
                "too-large",
                "store-failed",
                "unforeseen",
                "http-405")) {
            bodies.put("our " + type, new Body(null, OURS + type));
        }
        bodies.put("problem of others", new Body(null, "about:blank"));
        bodies.put("problem of others, alike", new Body(null, "https://rollcall.dev.example/problems/token-refused"));
        List<OutcomeMessage> stored = outcomes("STORED", "STORED", "STORED");
        List<OutcomeMessage> mixed = outcomes("STORED", "KNOWN", "REJECTED");
        bodies.put("good receipt", receipt("b-1", 3, 3, 0, stored));
        bodies.put("good receipt, mixed", receipt("b-1", 3, 1, 1, mixed));
        bodies.put("good receipt, all known", receipt("b-1", 3, 0, 0, outcomes("KNOWN", "KNOWN", "KNOWN")));
        bodies.put("receipt of another batch", receipt("b-2", 3, 3, 0, stored));
        bodies.put("receipt of no batch", receipt(null, 3, 3, 0, stored));
        bodies.put("receipt without outcomes", receipt("b-1", 3, 3, 0, null));
        bodies.put("receipt with too few outcomes", receipt("b-1", 2, 2, 0, stored.subList(0, 2)));
        bodies.put(
                "receipt with an outcome twice",
                receipt("b-1", 3, 3, 0, List.of(stored.get(0), stored.get(1), stored.get(1))));
        bodies.put(
                "receipt with a null outcome",
                receipt("b-1", 3, 3, 0, Arrays.asList(stored.get(0), stored.get(1), null)));
        bodies.put("receipt with an unknown outcome", receipt("b-1", 3, 2, 0, outcomes("STORED", "STORED", "QUEUED")));
        bodies.put("receipt with no outcome's word", receipt("b-1", 3, 2, 0, outcomes("STORED", "STORED", null)));
        bodies.put("receipt that fetched less", receipt("b-1", 2, 3, 0, stored));
        bodies.put("receipt that fetched more", receipt("b-1", 4, 3, 0, stored));
        bodies.put("receipt that stored less", receipt("b-1", 3, 2, 0, stored));
        bodies.put("receipt that hides a failure", receipt("b-1", 3, 1, 0, mixed));
        bodies.put("receipt that invents a failure", receipt("b-1", 3, 3, 1, stored));
        bodies.put("receipt without counts", receipt("b-1", 0, 0, 0, stored));
        bodies.put(
                "receipt without store",
                new Body(new ReceiptMessage(true, "b-1", 3, 3, 0, List.of(), stored, null), null));
        bodies.put("receipt of a bigger batch", receipt("b-1", 4, 4, 0, foreign(stored)));
        return bodies;
    }

    private static Body receipt(String batch, int fetched, int processed, int failed, List<OutcomeMessage> outcomes) {
        return new Body(
                new ReceiptMessage(failed == 0, batch, fetched, processed, failed, List.of(), outcomes, "store"), null);
    }

    private static List<OutcomeMessage> outcomes(String... words) {
        List<OutcomeMessage> outcomes = new ArrayList<>();
        List<EventMessage> events = BATCH.events();
        for (int i = 0; i < words.length; i++) {
            String id = events.get(i).id();
            outcomes.add(new OutcomeMessage(id, words[i], id, null));
        }
        return outcomes;
    }

    private static List<OutcomeMessage> foreign(List<OutcomeMessage> some) {
        List<OutcomeMessage> more = new ArrayList<>(some);
        more.add(new OutcomeMessage("f".repeat(32), "STORED", "f".repeat(32), null));
        return more;
    }
}
