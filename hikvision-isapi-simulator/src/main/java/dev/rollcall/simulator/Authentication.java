package dev.rollcall.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The device's door: challenges, wrong passwords counted down, lock-out, rights. Requests without credentials are never
 * counted (DS-K1T342MWX V4.48.40); a lock shuts out everybody, the right password too. Safe for use by several threads.
 */
final class Authentication {
    private final Object lock = new Object();
    private final List<Account> accounts;
    private final SimulatedDevice device;
    private final FirmwareProfile profile;
    private final LoginAnswers answers;
    private final NonceBook nonces = new NonceBook();
    private final Lockout lockout;
    private int refusedPasswords;

    Authentication(List<Account> accounts, SimulatedDevice device, FirmwareProfile profile) {
        this.accounts = List.copyOf(accounts);
        this.device = device;
        this.profile = profile;
        this.answers = new LoginAnswers(profile, device.shortSerial());
        this.lockout = new Lockout(() -> device.loginLock().orElse(LoginLock.of(profile)));
    }

    /**
     * Judges one request.
     *
     * @param target path and query exactly as they stood in the request line
     * @return null if the request may go on, else the answer that turns it away
     */
    @Nullable Answer refusal(String method, String target, @Nullable String authorization) {
        synchronized (lock) {
            Instant now = device.instant();
            Presented presented = presented(authorization, method, target);
            if (!device.activated()) {
                return Refusal.notActivated().xml();
            } else if (lockout.isLocked(now)) {
                return refusalWhileLocked(presented, now);
            } else if (presented.kind == Kind.NOTHING) {
                return challenged(LoginAnswers.userCheck().document(), now);
            } else if (presented.kind == Kind.DIGEST && !isFresh(presented.digest(), now)) {
                return stale();
            }
            Account account = presented.account;
            return account == null ? wrongPassword(now) : admitted(presented, account, target);
        }
    }

    /** A fresh challenge that says the nonce was too old, whether it was or not. */
    Answer stale() {
        synchronized (lock) {
            return Refusal.staleNonce().xml().withChallenges(challenges(device.instant(), true));
        }
    }

    /** A 401 that gives no challenge to answer. */
    static Answer silence() {
        return Answer.xml(401, LoginAnswers.userCheck().document());
    }

    int refusedPasswords() {
        synchronized (lock) {
            return refusedPasswords;
        }
    }

    boolean locked() {
        synchronized (lock) {
            return lockout.isLocked(device.instant());
        }
    }

    private Presented presented(@Nullable String authorization, String method, String target) {
        Optional<DigestHeader> digest = DigestHeader.parse(authorization);
        if (digest.isPresent()) {
            DigestHeader header = digest.get();
            Account proven = offers(header)
                    ? accounts.stream()
                            .filter(account -> header.proves(account, answers.realm(), method, target))
                            .findFirst()
                            .orElse(null)
                    : null;
            return new Presented(Kind.DIGEST, header, proven);
        } else if (authorization != null
                && profile.get(LoginTraits.BASIC_ACCEPTED)
                && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return new Presented(Kind.BASIC, null, basic(authorization.substring(6)));
        }
        return new Presented(Kind.NOTHING, null, null);
    }

    private @Nullable Account basic(String encoded) {
        try {
            String given = new String(Base64.getDecoder().decode(encoded.strip()), StandardCharsets.UTF_8);
            return accounts.stream()
                    .filter(account -> given.equals(account.name() + ":" + account.password()))
                    .findFirst()
                    .orElse(null);
        } catch (IllegalArgumentException noBase64) {
            return null;
        }
    }

    /** Whether the algorithm and the protection that a digest uses were offered. */
    private boolean offers(DigestHeader header) {
        boolean offered = switch (profile.get(LoginTraits.DIGEST)) {
            case MD5 -> header.algorithm().equals("MD5");
            case SHA_256 -> header.algorithm().equals("SHA-256");
            case MD5_THEN_SHA_256, MD5_AND_SHA_256_IN_ONE_HEADER ->
                header.algorithm().matches("MD5|SHA-256");
            case NONE -> false;
        };
        // An answer without qop is taken either way (RFC 2617, 3.2.2): a public script reads a terminal so.
        return offered && (!header.hasQop() || profile.get(LoginTraits.QOP_OFFERED));
    }

    private boolean isFresh(DigestHeader header, Instant now) {
        return nonces.isFresh(header.nonce(), count(header), now, profile.nonceLifetime());
    }

    /** Without qop there is no count, so every use is the next one. */
    private long count(DigestHeader header) {
        return header.hasQop() ? header.count() : nonces.nextCount(header.nonce());
    }

    private Answer refusalWhileLocked(Presented presented, Instant now) {
        if (presented.kind != Kind.NOTHING) {
            if (presented.account == null) {
                refusedPasswords++;
            }
            if (profile.lockProlonged()) {
                lockout.prolong(now);
            }
        }
        return challenged(answers.locked(lockout.secondsLeft(now)), now);
    }

    private Answer wrongPassword(Instant now) {
        refusedPasswords++;
        lockout.wrongPassword(now);
        int limit = device.loginLock().orElse(LoginLock.of(profile)).limit();
        return challenged(
                lockout.isLocked(now)
                        ? answers.locked(lockout.secondsLeft(now))
                        : answers.wrongPassword(lockout.attemptsLeft(), limit),
                now);
    }

    private @Nullable Answer admitted(Presented presented, Account account, String target) {
        lockout.rightPassword();
        if (presented.kind == Kind.DIGEST) {
            DigestHeader header = presented.digest();
            int times = nonces.use(header.nonce(), count(header));
            if (times == 1 && profile.get(LoginTraits.LOGS_LOGINS)) {
                device.operation(112);
            }
            if (profile.nonceUses() != 0 && times > profile.nonceUses()) {
                return profile.spentNonce() == FirmwareProfile.SpentNonce.SILENT ? silence() : stale();
            }
        }
        String[] parts = target.split("\\?", 2);
        return account.mayCall(parts[0])
                ? null
                : Refusal.lowPrivilege()
                        .inFormatOf(new Request("", parts[0], parts.length > 1 ? parts[1] : null, "", null));
    }

    private Answer challenged(String document, Instant now) {
        return Answer.xml(401, document).withChallenges(challenges(now, false));
    }

    private List<String> challenges(Instant now, boolean stale) {
        return answers.challenges(nonces.issue(now), stale);
    }

    private enum Kind {
        NOTHING,
        DIGEST,
        BASIC
    }

    /** What a request brought, and whose it is if it proves anything. */
    private record Presented(
            Kind kind,
            @Nullable DigestHeader header,
            @Nullable Account account) {
        DigestHeader digest() {
            if (header == null) {
                throw new IllegalStateException("only a digest has a header");
            }
            return header;
        }
    }
}
