package dev.rollcall.agent.isapi;

import dev.rollcall.agent.collect.TranslatedPage;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.hikvision.Translation;
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
                quarantined.add(new QuarantinedRecord(strange.reason(), strange.raw(), context, strange.serialNo()));
            } else {
                ignored++;
            }
        }
        return new TranslatedPage(observations, quarantined, ignored);
    }
}
