package dev.rollcall.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes what a device says at the door, in the spelling of its firmware. Immutable. */
final class LoginAnswers {
    private final FirmwareProfile profile;
    private final String realm;

    LoginAnswers(FirmwareProfile profile, String shortSerial) {
        this.profile = profile;
        this.realm = realm(profile.get(LoginTraits.REALM), shortSerial);
    }

    private static String realm(LoginTraits.Realm form, String shortSerial) {
        String device = "DS-" + shortSerial.substring(1);
        return switch (form) {
            case DEVICE -> device;
            case DEVICE_LOWER_CASE -> device.toLowerCase(Locale.ROOT);
            case HEXADECIMAL -> String.format(Locale.ROOT, "%024x", Long.parseLong(shortSerial, 36));
        };
    }

    String realm() {
        return realm;
    }

    /** Values of WWW-Authenticate headers. Parameters, their order and their quotes as in a captured 401 of a camera. */
    List<String> challenges(String nonce, boolean stale) {
        List<String> values = new ArrayList<>();
        switch (profile.get(LoginTraits.DIGEST)) {
            case MD5 -> values.add(digest("MD5", nonce, stale));
            case SHA_256 -> values.add(digest("SHA-256", nonce, stale));
            case MD5_THEN_SHA_256 -> {
                values.add(digest("MD5", nonce, stale));
                values.add(digest("SHA-256", nonce, stale));
            }
            case MD5_AND_SHA_256_IN_ONE_HEADER ->
                values.add(digest("MD5", nonce, stale) + ", " + digest("SHA-256", nonce, stale));
            case NONE -> {}
        }
        String basic = "Basic realm=\"" + realm + "\"";
        switch (profile.get(LoginTraits.BASIC)) {
            case NONE -> {}
            case OWN_HEADER -> values.add(basic);
            case SAME_HEADER -> values.set(values.size() - 1, values.get(values.size() - 1) + ", " + basic);
        }
        return values;
    }

    private String digest(String algorithm, String nonce, boolean stale) {
        String text = Boolean.toString(stale);
        return "Digest realm=\"" + realm + "\", domain=\"::\", "
                + (profile.get(LoginTraits.QOP_OFFERED) ? "qop=\"auth\", " : "")
                + "nonce=\"" + nonce + "\", opaque=\"\", algorithm=\"" + algorithm + "\", stale=\""
                + (profile.get(LoginTraits.STALE_UPPER_CASE) ? text.toUpperCase(Locale.ROOT) : text) + "\"";
    }

    /** Nobody said who he is. */
    static FlatXml userCheck() {
        return new FlatXml("userCheck").put("statusValue", 401).put("statusString", "Unauthorized");
    }

    /** A wrong password, and how many may still follow. */
    String wrongPassword(int attemptsLeft, int limit) {
        int shown = attemptsLeft + profile.get(LoginTraits.FIRST_RETRY_COUNT) - (limit - 1);
        return userCheck().put("retryLoginTime", Math.max(0, shown)).document();
    }

    /** Locked for so many seconds, in the firmware's form. */
    String locked(long seconds) {
        return switch (profile.get(LoginTraits.LOCK_BODY)) {
            case USER_CHECK ->
                lock(userCheck().put("isActivated", "true"), seconds, "retryLoginTime")
                        .document();
            case REORDERED ->
                userCheck()
                        .put("retryLoginTime", 0)
                        .put("unlockTime", seconds)
                        .put("lockStatus", "lock")
                        .document();
            case NO_NAMESPACE -> lock(userCheck(), seconds, "retryLoginTime").bareDocument();
            case RETRY_TIMES -> lock(userCheck(), seconds, "retryTimes").document();
            case USER_FLOOR -> status("userFloor", seconds);
            case INVALID_OPERATION -> status("invalidOperation", seconds);
        };
    }

    private static FlatXml lock(FlatXml xml, long seconds, String retries) {
        return xml.put("lockStatus", "lock").put("unlockTime", seconds).put(retries, 0);
    }

    private static String status(String subStatusCode, long seconds) {
        FlatXml xml = new FlatXml("ResponseStatus")
                .put("requestURL", "")
                .put("statusCode", 4)
                .put("statusString", "Invalid Operation")
                .put("subStatusCode", subStatusCode);
        return lock(xml, seconds, "retryLoginTime").document();
    }
}
