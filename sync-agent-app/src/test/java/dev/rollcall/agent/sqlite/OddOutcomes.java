package dev.rollcall.agent.sqlite;

import dev.rollcall.attendance.event.IsoText;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.OutcomeMessage;
import dev.rollcall.attendance.identity.EventIdentity;
import java.time.LocalDateTime;
import java.util.Random;

/** What a receiver may answer of an event, by chance: as sent, under other ids, times and persons, under no id, refused. */
final class OddOutcomes {

    private OddOutcomes() {}

    static OutcomeMessage of(String id, Observation sent, Random random) {
        String other = String.format("%032x", random.nextInt(1_000_000));
        LocalDateTime later = sent.event().time().wallClock().plusHours(1);
        return switch (random.nextInt(6)) {
            case 0 -> new OutcomeMessage(id, "KNOWN", other, null);
            case 1 ->
                new OutcomeMessage(
                        id,
                        "KNOWN",
                        other,
                        null,
                        IsoText.of(later),
                        EventIdentity.digestOf(sent.event().printedAt(later)).hex());
            case 2 -> new OutcomeMessage(id, "KNOWN", id, null, null, "f".repeat(32));
            case 3 -> new OutcomeMessage(id, "REJECTED", null, "no");
            case 4 -> new OutcomeMessage(id, "KNOWN", null, null);
            default -> new OutcomeMessage(id, "STORED", id, null);
        };
    }
}
