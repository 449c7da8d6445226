package dev.rollcall.agent.isapi;

import dev.rollcall.agent.collect.TranslatedPage;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.agent.journal.TimeBounds;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.hikvision.Translation;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Sorts translations by what becomes of them. */
final class Translations {

    private Translations() {}

    /**
     * Returns a page of these.
     *
     * @param context is kept with what was not understood
     */
    static TranslatedPage sorted(Stream<Translation> translations, RecordContext context) {
        List<Observation> observations = new ArrayList<>();
        List<QuarantinedRecord> quarantined = new ArrayList<>();
        int ignored = 0;
        for (Translation translation : translations.toList()) {
            if (translation instanceof Translation.Translated translated) {
                observations.add(translated.observation());
            } else if (translation instanceof Translation.Untranslatable strange) {
                quarantined.add(quarantined(strange, context));
            } else {
                ignored++;
            }
        }
        return new TranslatedPage(observations, quarantined, ignored);
    }

    private static QuarantinedRecord quarantined(Translation.Untranslatable strange, RecordContext context) {
        LocalDateTime wallClock = strange.wallClock();
        return new QuarantinedRecord(
                strange.reason(),
                strange.raw(),
                context,
                strange.serialNo(),
                wallClock == null ? TimeBounds.UNKNOWN : TimeBounds.at(wallClock));
    }
}
