package dev.rollcall.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The device's door: digest challenges, wrong passwords counted down, lock-out. Requests without credentials are never
 * counted (DS-K1T342MWX V4.48.40). Safe for use by several threads.
 */
final class Authentication {
    private final Object lock = new Object();
    private final String user;
    private final String password;
    private final SimulatedDevice device;
    private final FirmwareProfile profile;
    private final String realm;
    private final NonceBook nonces = new NonceBook();
    private final Lockout lockout = new Lockout();
    private int refusedPasswords;

    Authentication(String user, String password, SimulatedDevice device, FirmwareProfile profile) {
        this.user = user;
        this.password = password;
        this.device = device;
        this.profile = profile;
        this.realm = "DS-" + device.shortSerial().substring(1);
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
            Optional<DigestHeader> header = DigestHeader.parse(authorization);
            if (lockout.isLocked(now)) {
                return refusalWhileLocked(header, method, target, now);
            } else if (header.isEmpty()) {
                return challenged(userCheck(), now);
            } else if (!nonces.isFresh(header.get().nonce(), header.get().count(), now, profile.nonceLifetime())) {
                return stale();
            } else if (!proves(header.get(), method, target)) {
                return wrongPassword(now);
            }
            return spent(header.get(), now);
        }
    }

    /** A fresh challenge that says the nonce was too old, whether it was or not. */
    Answer stale() {
        synchronized (lock) {
            return Refusal.staleNonce().xml().withChallenges(challenges(device.instant(), "TRUE"));
        }
    }

    /** A 401 that gives no challenge to answer. */
    static Answer silence() {
        return Answer.xml(401, userCheck().document());
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

    private Answer refusalWhileLocked(Optional<DigestHeader> header, String method, String target, Instant now) {
        if (header.isPresent()) {
            if (!proves(header.get(), method, target)) {
                refusedPasswords++;
            }
            if (profile.lockProlonged()) {
                lockout.prolong(now);
            }
        }
        return challenged(lockBody(now), now);
    }

    private Answer wrongPassword(Instant now) {
        refusedPasswords++;
        lockout.wrongPassword(now);
        FlatXml body =
                lockout.isLocked(now) ? lockBody(now) : userCheck().put("retryLoginTime", lockout.attemptsLeft());
        return challenged(body, now);
    }

    private @Nullable Answer spent(DigestHeader header, Instant now) {
        lockout.rightPassword();
        int times = nonces.use(header.nonce(), header.count());
        if (profile.nonceUses() == 0 || times <= profile.nonceUses()) {
            return null;
        }
        return profile.spentNonce() == FirmwareProfile.SpentNonce.SILENT
                ? silence()
                : Refusal.staleNonce().xml().withChallenges(challenges(now, "TRUE"));
    }

    private boolean proves(DigestHeader header, String method, String target) {
        return header.proves(user, password, realm, method, target);
    }

    private static FlatXml userCheck() {
        return new FlatXml("userCheck").put("statusValue", 401).put("statusString", "Unauthorized");
    }

    private FlatXml lockBody(Instant now) {
        return userCheck()
                .put("isActivated", "true")
                .put("lockStatus", "lock")
                .put("unlockTime", lockout.secondsLeft(now))
                .put("retryLoginTime", 0);
    }

    private Answer challenged(FlatXml body, Instant now) {
        return Answer.xml(401, body.document()).withChallenges(challenges(now, "FALSE"));
    }

    /** Parameters, their order and their quotes as in a captured 401 of a camera. */
    private List<String> challenges(Instant now, String stale) {
        List<String> challenges = new ArrayList<>();
        challenges.add("Digest realm=\"" + realm + "\", domain=\"::\", qop=\"auth\", nonce=\"" + nonces.issue(now)
                + "\", opaque=\"\", algorithm=\"MD5\", stale=\"" + stale + "\"");
        if (profile.basicOffered()) {
            challenges.add("Basic realm=\"" + realm + "\"");
        }
        return challenges;
    }
}
