package dev.rollcall.receiver.security;

import dev.rollcall.receiver.store.AuditEntry;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.store.StoreFailedException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the audit trail where nothing else is written. Thread-safe. */
public final class Audit {

    private static final Logger log = LoggerFactory.getLogger(Audit.class);
    private static final Duration ONE_A_MINUTE = Duration.ofMinutes(1);
    private static final int REFUSALS_AT_ONCE = 60;

    private final Store store;
    private final InstantSource clock;
    private final RateLimit perAddress;
    private final RateLimit all;

    public Audit(Store store, InstantSource clock, LongSupplier nanoTime) {
        this.store = store;
        this.clock = clock;
        this.perAddress = new RateLimit(1.0 / ONE_A_MINUTE.toSeconds(), 1, nanoTime);
        this.all = new RateLimit(1, REFUSALS_AT_ONCE, nanoTime);
    }

    /**
     * Enters what was done or refused.
     *
     * @throws StoreFailedException if it could not be entered; then it must not be done
     */
    public void note(String actor, String action, String subject, String result, @Nullable String detail) {
        store.write(unit -> {
            unit.audit().add(new AuditEntry(clock.instant(), actor, action, subject, result, detail));
            return result;
        });
    }

    /** Enters that somebody was refused something; once a minute for each, so that nobody fills the disk with it. */
    public void noteRefusal(String who, String action, String subject) {
        if (!perAddress.take(action + " " + who).allowed() || !all.take("").allowed()) {
            return;
        }
        try {
            note(who, action, subject, "REFUSED", "noted once for all within a minute");
        } catch (StoreFailedException failed) {
            log.warn("a refusal of {} could not be entered in the audit trail", who, failed);
        }
    }
}
