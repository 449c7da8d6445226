package dev.rollcall.isapi.access;

import dev.rollcall.isapi.internal.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the doors and readers of a device are at this moment. Lists are as long as the device prints them, which may be far more than
 * it has doors: 126 on DS-K2702WX V1.7.4, a controller of two. The first element is door or reader 1.
 *
 * @param doorLockStatus one number per door, 0 to 4; 0 is the resting state
 * @param doorStatus one number per door, 1 to 4; 4 is the ordinary, controlled state
 * @param magneticStatus one number per door contact, 0 to 4
 * @param readerOnlineStatus one number per reader: 1 if it is reachable
 * @param readerVerifyModes one number per reader: what it is set to accept
 * @param cardCount cards stored in the device; null if it does not tell
 * @param powerSupplyStatus for example {@code ACPowerSupply}
 * @param otherFields every other field, its value as JSON text
 */
public record WorkStatus(
        List<Integer> doorLockStatus,
        List<Integer> doorStatus,
        List<Integer> magneticStatus,
        List<Integer> readerOnlineStatus,
        List<Integer> readerVerifyModes,
        @Nullable Integer cardCount,
        @Nullable String powerSupplyStatus,
        Map<String, String> otherFields) {

    public WorkStatus {
        doorLockStatus = List.copyOf(doorLockStatus);
        doorStatus = List.copyOf(doorStatus);
        magneticStatus = List.copyOf(magneticStatus);
        readerOnlineStatus = List.copyOf(readerOnlineStatus);
        readerVerifyModes = List.copyOf(readerVerifyModes);
        otherFields = Map.copyOf(otherFields);
    }

    static WorkStatus of(Fields fields) {
        return new WorkStatus(
                fields.numbers("doorLockStatus"),
                fields.numbers("doorStatus"),
                fields.numbers("magneticStatus"),
                fields.numbers("cardReaderOnlineStatus"),
                fields.numbers("cardReaderVerifyMode"),
                fields.number("cardNum"),
                fields.text("powerSupplyStatus"),
                fields.rest());
    }
}
