package dev.rollcall.isapi.person;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named choice of a week plan and its holidays.
 *
 * @param number counted from 1; null if the device does not tell and it was not asked for by number
 * @param enabled whether it is in use
 * @param name as set by the administrator
 * @param property of attendance plans: {@code check}, {@code break} or {@code overtime}; null on access plans
 * @param weekPlanNo number of its week plan
 * @param holidayGroupNo numbers of holiday groups with commas, as printed
 * @param otherFields every other field, its value as JSON text
 */
public record PlanTemplate(
        @Nullable Integer number,
        @Nullable Boolean enabled,
        @Nullable String name,
        @Nullable String property,
        @Nullable Integer weekPlanNo,
        @Nullable String holidayGroupNo,
        Map<String, String> otherFields) {

    public PlanTemplate {
        otherFields = Map.copyOf(otherFields);
    }

    static PlanTemplate of(@Nullable Integer number, Fields fields) {
        Integer told = fields.number("templateNo");
        return new PlanTemplate(
                told == null ? number : told,
                fields.truth("enable"),
                fields.exactText("templateName"),
                fields.text("property"),
                fields.number("weekPlanNo"),
                fields.text("holidayGroupNo"),
                fields.rest());
    }
}
