package dev.rollcall.receiver.security;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import dev.rollcall.receiver.config.AccessSettings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Slows down who tries passwords: one account from one address, one address whatever the account, and one account whatever the
 * address. Nobody is locked out: each waits a while and may try again, and an address from which a person has logged in before is
 * not held up by what others do to that person's account. Thread-safe.
 */
public final class LoginThrottle {

    private static final int ADDRESSES_FACTOR = 4;
    private static final int ACCOUNTS_FACTOR = 10;
    private static final long KNOWN = 10_000;
    private static final Duration KNOWN_FOR = Duration.ofDays(30);
    private static final int LONGEST_NAME = 100;

    private final Cache<String, Boolean> known = CacheBuilder.newBuilder()
            .maximumSize(KNOWN)
            .expireAfterWrite(KNOWN_FOR)
            .build();
    private final RateLimit pairs;
    private final RateLimit addresses;
    private final RateLimit accounts;

    public LoginThrottle(AccessSettings.Login settings, LongSupplier nanoTime) {
        double perSecond = 1e3 / Math.max(1, settings.pause().toMillis());
        int tries = settings.tries();
        this.pairs = new RateLimit(perSecond, tries, nanoTime);
        this.addresses = new RateLimit(perSecond * ADDRESSES_FACTOR, tries * ADDRESSES_FACTOR, nanoTime);
        this.accounts = new RateLimit(perSecond * ACCOUNTS_FACTOR, tries * ACCOUNTS_FACTOR, nanoTime);
    }

    /** Notes that somebody tries to log in; returns how long to wait instead, if it is too often. */
    public Optional<Duration> attempt(String name, String address) {
        String account = account(name);
        String pair = pair(account, address);
        RateLimit.Taken one = pairs.take(pair);
        RateLimit.Taken two = addresses.take(address);
        boolean isKnown = known.getIfPresent(pair) != null;
        List<RateLimit.Taken> all = isKnown ? List.of(one, two) : List.of(one, two, accounts.take(account));
        return all.stream()
                .filter(taken -> !taken.allowed())
                .map(RateLimit.Taken::pause)
                .max(Duration::compareTo);
    }

    /** Notes that the password was right. */
    public void succeeded(String name, String address) {
        String pair = pair(account(name), address);
        pairs.forget(pair);
        known.put(pair, true);
    }

    private static String account(String name) {
        String account = name.strip().toLowerCase(Locale.ROOT);
        return account.length() <= LONGEST_NAME ? account : account.substring(0, LONGEST_NAME);
    }

    private static String pair(String account, String address) {
        return address + " " + account;
    }
}
