package dev.rollcall.isapi.person;

import dev.rollcall.isapi.internal.Fields;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person as the terminal holds it. Fields nobody here knows are kept, so that a record can be sent back whole.
 *
 * @param employeeNo the person's number: text of up to 32 characters, as leading zeros matter
 * @param name up to 128 bytes of UTF-8
 * @param userType for example {@code normal}, {@code visitor}, {@code blackList}
 * @param validity when the person may enter; null if not told
 * @param doorRight doors the person may use, numbers with commas
 * @param rightPlans by which schedule, per door
 * @param userVerifyMode what the person has to show, where it differs from the reader's own mode
 * @param gender {@code male}, {@code female} or {@code unknown}
 * @param localUiRight whether the person may administer the terminal at its screen
 * @param cardCount cards of the person; null if the firmware does not count them
 * @param fingerprintCount fingerprints of the person; null if the firmware does not count them
 * @param faceCount faces of the person; null if the firmware does not count them
 * @param faceUrl where the terminal keeps the enrolled picture; may name an old address
 * @param groupId the local attendance group; null if none is told
 * @param attendancePlanTemplate the local attendance plan, 0 none; null if not told
 * @param otherFields every other field, its value as JSON text. Holds the person's PIN where the firmware prints it, so keep it out of
 *     logs; {@link #toString()} does
 */
public record UserRecord(
        String employeeNo,
        @Nullable String name,
        @Nullable String userType,
        @Nullable Validity validity,
        @Nullable String doorRight,
        List<RightPlan> rightPlans,
        @Nullable String userVerifyMode,
        @Nullable String gender,
        @Nullable Boolean localUiRight,
        @Nullable Integer cardCount,
        @Nullable Integer fingerprintCount,
        @Nullable Integer faceCount,
        @Nullable String faceUrl,
        @Nullable Integer groupId,
        @Nullable Integer attendancePlanTemplate,
        Map<String, String> otherFields) {

    public UserRecord {
        rightPlans = List.copyOf(rightPlans);
        otherFields = Map.copyOf(otherFields);
    }

    /** Only the person's number. */
    @Override
    public String toString() {
        return "UserRecord[" + employeeNo + "]";
    }

    static @Nullable UserRecord of(Fields fields) {
        String employeeNo = fields.text("employeeNo");
        return employeeNo == null
                ? null
                : new UserRecord(
                        employeeNo,
                        fields.exactText("name"),
                        fields.text("userType"),
                        fields.inner("Valid", Validity::of),
                        fields.text("doorRight"),
                        fields.each("RightPlan", RightPlan::of),
                        fields.text("userVerifyMode"),
                        fields.text("gender"),
                        fields.truth("localUIRight"),
                        fields.number("numOfCard"),
                        fields.number("numOfFP"),
                        fields.number("numOfFace"),
                        fields.text("faceURL"),
                        fields.number("groupId"),
                        fields.number("localAtndPlanTemplateId"),
                        fields.rest());
    }
}
