package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.HeldRecord;

/** Translates records that were kept, without their device. */
@FunctionalInterface
public interface RecordTranslator {

    /** Translates a record from the quarantine with what is known today. Never fails for what a record may say. */
    TranslatedPage translate(HeldRecord held);
}
