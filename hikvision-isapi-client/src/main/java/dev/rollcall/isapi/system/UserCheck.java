package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.Fields;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a device says of the account that asks. A refused account does not get this far: it is an {@code Unauthorized}.
 *
 * @param statusValue 200, also where the HTTP status says so; another value is a refusal in an answer that says it is fine
 * @param statusString {@code OK}
 * @param isDefaultPassword whether the password is the factory's
 * @param isRiskPassword whether the device thinks it too simple
 * @param isActivated whether the device was given a password at all
 * @param lockStatus {@code lock} or {@code unlock}; null if not told
 * @param unlockTime how long it stays locked; null if not told
 * @param retryLoginTime wrong passwords left before it locks; null if not told
 * @param otherFields every other element: text as it stands, nested elements as JSON text
 */
public record UserCheck(
        @Nullable Integer statusValue,
        @Nullable String statusString,
        @Nullable Boolean isDefaultPassword,
        @Nullable Boolean isRiskPassword,
        @Nullable Boolean isActivated,
        @Nullable String lockStatus,
        @Nullable Duration unlockTime,
        @Nullable Integer retryLoginTime,
        Map<String, String> otherFields) {

    public UserCheck {
        otherFields = Map.copyOf(otherFields);
    }

    /** Whether the account is locked: the whole word counts, as {@code unlock} holds the other one. */
    public boolean isLocked() {
        return "lock".equalsIgnoreCase(lockStatus);
    }

    static UserCheck of(Fields fields) {
        Long unlock = fields.whole("unlockTime");
        return new UserCheck(
                fields.number("statusValue"),
                fields.text("statusString"),
                fields.truth("isDefaultPassword"),
                fields.truth("isRiskPassword"),
                fields.truth("isActivated"),
                fields.text("lockStatus"),
                unlock == null ? null : Duration.ofSeconds(unlock),
                fields.number("retryLoginTime"),
                fields.restAsText());
    }
}
