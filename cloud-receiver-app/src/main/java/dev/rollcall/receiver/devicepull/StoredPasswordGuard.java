package dev.rollcall.receiver.devicepull;

import dev.rollcall.isapi.AccountHash;
import dev.rollcall.isapi.PasswordGuard;
import dev.rollcall.isapi.PasswordRefusals;
import dev.rollcall.receiver.store.Store;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** Lets a refused password be shown at most twice in all, over restarts and over all receivers of one database. Thread-safe. */
final class StoredPasswordGuard implements PasswordGuard {

    private static final int SALT_BYTES = 16;

    private final Store store;
    private final InstantSource clock;
    private final String device;
    private final String credential;
    private volatile boolean accepted;
    private volatile boolean silent;

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
        if (silent) {
            return new Withhold(
                    device + " took the password and never answered; ask again later",
                    null,
                    refusals().count() == 0);
        }
        Instant until = refusals().withheldUntil(clock.instant());
        if (until == null) {
            return new Present();
        }
        return until.equals(Instant.MAX)
                ? new Withhold(
                        device + " refused this user and password before, and they are not shown to it again, so that"
                                + " it does not lock the account. Send the right ones; if these are right by now, run"
                                + " 'device-pull retry " + device + "' on the receiver",
                        null)
                : new Withhold(
                        device + " has locked the account or is not sure of the password; ask again after " + until,
                        until);
    }

    @Override
    public void refused(Refusal refusal) {
        Instant now = clock.instant();
        change(before -> refusal.locked()
                ? before.locked(refusal.unlockTime(), now)
                : before.refused(refusal.explicitWrongPassword(), refusal.retryLoginTime(), now));
    }

    @Override
    public void accepted() {
        // Told after each page; the first time tells all there is to write down.
        if (!accepted) {
            accepted = true;
            if (!refusals().equals(PasswordRefusals.NONE)) {
                change(before -> PasswordRefusals.NONE);
            }
        }
    }

    /** The terminal may have counted it; one that was never accepted is not shown a second time in one request. */
    @Override
    public void unanswered() {
        silent = !accepted;
    }

    private PasswordRefusals refusals() {
        return store.read(unit -> unit.pulls().refusals(device, credential));
    }

    private void change(UnaryOperator<PasswordRefusals> change) {
        accepted = accepted && change.apply(PasswordRefusals.NONE).equals(PasswordRefusals.NONE);
        store.write(unit -> {
            PasswordRefusals after = change.apply(unit.pulls().refusals(device, credential));
            unit.pulls().note(device, credential, after);
            return after;
        });
    }
}
