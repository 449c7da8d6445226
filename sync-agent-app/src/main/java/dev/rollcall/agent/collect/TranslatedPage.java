package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.attendance.event.Observation;
import java.util.List;

/**
 * A page's records, understood or not.
 *
 * @param observations what was understood
 * @param quarantined  what was not
 * @param ignored      how many records are of no interest
 */
public record TranslatedPage(List<Observation> observations, List<QuarantinedRecord> quarantined, int ignored) {

    public TranslatedPage {
        observations = List.copyOf(observations);
        quarantined = List.copyOf(quarantined);
    }
}
