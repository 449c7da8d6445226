package dev.rollcall.receiver.devicepull;

import dev.rollcall.isapi.AccountHash;
import dev.rollcall.isapi.PasswordGuard;
import dev.rollcall.isapi.PasswordRefusals;
import dev.rollcall.receiver.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/**
 * Lets a password that was refused or got no answer be shown at most twice in all, over restarts and over all receivers of one
 * database. One that the terminal never took is written down before it is shown, so that a crash does not forget it. Thread-safe.
 */
final class StoredPasswordGuard implements PasswordGuard {

    private static final int SALT_BYTES = 16;

    private final Store store;
    private final InstantSource clock;
    private final String device;
    private final String credential;
    private volatile boolean accepted;
    private volatile boolean silent;
    private volatile boolean noted;

    private StoredPasswordGuard(Store store, InstantSource clock, String device, String credential) {
        this.store = store;
        this.clock = clock;
        this.device = device;
        this.credential = credential;
    }

    static StoredPasswordGuard of(PullRequest request, Store store, InstantSource clock) {
        byte[] proposed = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(proposed);
        byte[] salt = store.write(unit -> unit.pulls().salt(proposed));
        return new StoredPasswordGuard(
                store, clock, request.address(), AccountHash.of(request.username(), request.password(), salt));
    }

    @Override
    public Decision beforePresenting() {
        PasswordRefusals past = past();
        Instant now = clock.instant();
        Instant until = past.withheldUntil(now);
        if (until == null) {
            return silent
                    ? new Withhold(
                            device + " took the password and never answered; ask again later", null, past.count() == 0)
                    : new Present();
        }
        if (past.restsOnly(now)) {
            return new Withhold(
                    device + " took the password " + past.unanswered()
                            + " times and never answered, and may have counted it as wrong; ask again after " + until,
                    until,
                    true);
        }
        return until.equals(Instant.MAX)
                ? new Withhold(
                        device + " refused this user and password before" + unanswered(past)
                                + ", and they are not shown to it again, so that"
                                + " it does not lock the account. Send the right ones; if these are right by now, run"
                                + " 'device-pull retry " + device + "' on the receiver",
                        null)
                : new Withhold(
                        device + " has locked the account or is not sure of the password; ask again after " + until,
                        until);
    }

    private static String unanswered(PasswordRefusals past) {
        return past.unanswered() == 0 ? "" : " or did not answer to them";
    }

    @Override
    public void presenting() {
        if (!accepted && !past().accepted()) {
            change(before -> before.presented(clock.instant()));
            noted = true;
        }
    }

    @Override
    public void refused(Refusal refusal) {
        Instant now = clock.instant();
        accepted = false;
        UnaryOperator<PasswordRefusals> answered = answered();
        change(before -> refusal.locked()
                ? answered.apply(before).locked(refusal.unlockTime(), now)
                : answered.apply(before).refused(refusal.explicitWrongPassword(), refusal.retryLoginTime(), now));
    }

    @Override
    public void accepted() {
        // Told after each page; the first time tells all there is to write down.
        if (!accepted) {
            accepted = true;
            noted = false;
            if (!past().equals(PasswordRefusals.ACCEPTED)) {
                change(before -> PasswordRefusals.ACCEPTED);
            }
        }
    }

    @Override
    public void unjudged() {
        if (noted) {
            change(answered());
        }
    }

    /** The terminal may have counted it; one that was not accepted in this request is not shown in it a second time. */
    @Override
    public void unanswered() {
        silent = !accepted;
        if (!noted && !accepted) {
            change(before -> before.presented(clock.instant()));
        }
        noted = false;
    }

    /** Takes back what was written down before the presentation that is answered now. */
    private UnaryOperator<PasswordRefusals> answered() {
        boolean taken = noted;
        noted = false;
        return before -> taken ? before.answered() : before;
    }

    private PasswordRefusals past() {
        return store.read(unit -> unit.pulls().refusals(device, credential));
    }

    private void change(UnaryOperator<PasswordRefusals> change) {
        store.write(unit -> {
            PasswordRefusals after = change.apply(unit.pulls().refusals(device, credential));
            unit.pulls().note(device, credential, after);
            return after;
        });
    }
}
