package dev.rollcall.isapi.person;

import dev.rollcall.isapi.internal.Fields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * By which schedules a person may use a door.
 *
 * @param doorNo the door, counted from 1
 * @param planTemplateNo numbers of access plan templates with commas, as printed
 * @param otherFields every other field, its value as JSON text
 */
public record RightPlan(@Nullable Integer doorNo, @Nullable String planTemplateNo, Map<String, String> otherFields) {

    public RightPlan {
        otherFields = Map.copyOf(otherFields);
    }

    static RightPlan of(Fields fields) {
        return new RightPlan(fields.number("doorNo"), fields.text("planTemplateNo"), fields.rest());
    }
}
