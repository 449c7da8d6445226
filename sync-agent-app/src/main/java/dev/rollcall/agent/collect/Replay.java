package dev.rollcall.agent.collect;

import dev.rollcall.agent.journal.HeldRecord;
import dev.rollcall.agent.journal.PageTally;
import dev.rollcall.agent.journal.Quarantine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Translates quarantined records again: an upgrade may understand them. Each record is a transaction of its own. */
public final class Replay {

    private static final Logger log = LoggerFactory.getLogger(Replay.class);
    private static final int PIECE = 100;

    private final Quarantine quarantine;
    private final RecordTranslator translator;
    private final BooleanSupplier stopping;
    private final Map<String, Long> reasons = new TreeMap<>();
    private PageTally tally = PageTally.NONE;

    public Replay(Quarantine quarantine, RecordTranslator translator, BooleanSupplier stopping) {
        this.quarantine = quarantine;
        this.translator = translator;
        this.stopping = stopping;
    }

    /** Translates everything in the quarantine. */
    public Result all() {
        List<HeldRecord> piece = quarantine.held(-1, PIECE);
        while (!piece.isEmpty() && !stopping.getAsBoolean()) {
            piece.forEach(this::translate);
            piece = quarantine.held(piece.get(piece.size() - 1).id(), PIECE);
        }
        return result(List.of());
    }

    /** Translates the records of these numbers. */
    public Result some(Collection<Long> ids) {
        List<Long> missing = ids.stream().filter(id -> !translate(id)).toList();
        return result(missing);
    }

    private boolean translate(long id) {
        HeldRecord held = quarantine.find(id);
        if (held == null) {
            return false;
        }
        translate(held);
        return true;
    }

    private void translate(HeldRecord held) {
        TranslatedPage translated = translator.translate(held);
        if (translated.quarantined().isEmpty()) {
            tally = tally.plus(quarantine.release(held, translated.observations()));
            return;
        }
        String reason = translated.quarantined().get(0).reason();
        quarantine.keep(held.id(), reason);
        reasons.merge(reason, 1L, Long::sum);
        tally = tally.plus(new PageTally(0, 0, 0, 1, 0, 0));
    }

    private Result result(List<Long> missing) {
        log.info(
                "Quarantine gone through: {} new, {} known, {} of no interest, {} still not understood.",
                tally.journaled(),
                tally.known(),
                tally.ignored(),
                tally.quarantined());
        return new Result(tally, Map.copyOf(reasons), missing);
    }

    /**
     * What that came to.
     *
     * @param tally   what became of the records; quarantined are those that stay
     * @param reasons why they stay, with how many
     * @param missing numbers asked for that are not in the quarantine
     */
    public record Result(PageTally tally, Map<String, Long> reasons, List<Long> missing) {}
}
