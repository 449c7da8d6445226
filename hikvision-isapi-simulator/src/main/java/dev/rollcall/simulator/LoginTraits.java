package dev.rollcall.simulator;

import java.time.Duration;

/** How firmwares differ at the door: challenges, nonces, lock-out. */
public final class LoginTraits {

    /**
     * Which digest challenges a 401 carries. MD5 alone everywhere it was seen live; the others come from the algorithm list
     * {@code MD5,SHA256,MD5/SHA256} in the security capabilities of DS-K1A340FWX V1.2.7.
     */
    public static final Trait<DigestOffer> DIGEST = Trait.of("login.digest", DigestOffer.MD5);

    /** Whether and where Basic is offered as well (two headers seen on a camera, Digest first). */
    public static final Trait<BasicOffer> BASIC = Trait.of("login.basic", BasicOffer.NONE);

    /** Whether Basic lets in (DS-K1T805MBFWX V1.9.1 does, DS-K1T341AM V3.2.30 does not). */
    public static final Trait<Boolean> BASIC_ACCEPTED = Trait.of("login.basicAccepted", false);

    /** How many requests one nonce serves; 0 for any number, 2 on DS-K1T342MWX V4.48.40, 1 on an intercom. */
    public static final Trait<Integer> NONCE_USES = Trait.of("login.nonceUses", 0);

    /** How long a nonce serves, in device time; about 30 s on NVRs, the only life anybody measured. */
    public static final Trait<Duration> NONCE_LIFETIME = Trait.of("login.nonceLifetime", Duration.ofSeconds(30));

    /** What an overused nonce brings; an expired or unknown one always brings a stale challenge. */
    public static final Trait<FirmwareProfile.SpentNonce> SPENT_NONCE =
            Trait.of("login.spentNonce", FirmwareProfile.SpentNonce.STALE_CHALLENGE);

    /** How the realm is written (lower case on DS-K1T342MWX V4.48.40, random hexadecimal digits on cameras). */
    public static final Trait<Realm> REALM = Trait.of("login.realm", Realm.DEVICE);

    /** Whether {@code stale} reads {@code FALSE}, as in a captured 401 of a camera, or {@code false}. */
    public static final Trait<Boolean> STALE_UPPER_CASE = Trait.of("login.staleUpperCase", true);

    /** Whether the challenge names {@code qop="auth"}, as all seen do; without it RFC 2069 digests are spoken (assumed). */
    public static final Trait<Boolean> QOP_OFFERED = Trait.of("login.qopOffered", true);

    /** How many wrong passwords lock; 5 in illegalLoginLock of DS-K1A340FWX V1.2.7. */
    public static final Trait<Integer> LOCK_LIMIT = Trait.of("login.lockLimit", 5);

    /** How long the lock holds: 1800 s on DS-K1A8503MF V1.4.0, 120 s were read by a DS-K1T8003MF agent, 210 s on a camera. */
    public static final Trait<Duration> LOCK_TIME = Trait.of("login.lockTime", Duration.ofMinutes(30));

    /** Whether a request with credentials during the lock starts it again (three integrators' reports). */
    public static final Trait<Boolean> LOCK_PROLONGED = Trait.of("login.lockProlonged", false);

    /** What the 401 of a locked account says. */
    public static final Trait<LockBody> LOCK_BODY = Trait.of("login.lockBody", LockBody.USER_CHECK);

    /** What retryLoginTime says after the first wrong password: 4 on terminals, 5 on some cameras. */
    public static final Trait<Integer> FIRST_RETRY_COUNT = Trait.of("login.firstRetryCount", 4);

    /** Whether each fresh login is itself logged, as 3/112; off so that serials do not depend on a client's habits. */
    public static final Trait<Boolean> LOGS_LOGINS = Trait.of("login.logsLogins", false);

    private LoginTraits() {}

    /** See {@link #DIGEST}. */
    public enum DigestOffer {
        MD5,
        SHA_256,
        /** One header each, MD5 first. */
        MD5_THEN_SHA_256,
        /** Both in one header, parted by a comma, as RFC 9110 allows. */
        MD5_AND_SHA_256_IN_ONE_HEADER,
        /** None: some old cameras speak Basic only. */
        NONE
    }

    /** See {@link #BASIC}. */
    public enum BasicOffer {
        NONE,
        /** In a header after the digest's. */
        OWN_HEADER,
        /** In the digest's header, after a comma. */
        SAME_HEADER
    }

    /** See {@link #REALM}. */
    public enum Realm {
        /** {@code DS-} and the short serial without its first letter. */
        DEVICE,
        /** The same in lower case (DS-K1T342MWX V4.48.40). */
        DEVICE_LOWER_CASE,
        /** Twenty-four hexadecimal digits. */
        HEXADECIMAL
    }

    /** See {@link #LOCK_BODY}. */
    public enum LockBody {
        /** userCheck with isActivated, lockStatus, unlockTime, retryLoginTime (DS-K1A8503MF V1.4.0). */
        USER_CHECK,
        /** The same with retryLoginTime and unlockTime first, as other integrators print it. */
        REORDERED,
        /** The same without namespace and version. */
        NO_NAMESPACE,
        /** retryTimes in the place of retryLoginTime (a parser in use accepts both). */
        RETRY_TIMES,
        /** ResponseStatus with subStatusCode userFloor beside the lock's elements (a client in use reads it). */
        USER_FLOOR,
        /** ResponseStatus with subStatusCode invalidOperation beside the lock's elements (the same client). */
        INVALID_OPERATION
    }
}
