package dev.rollcall.agent.doctor;

import org.jspecify.annotations.Nullable;

/**
 * One line of the doctor.
 *
 * @param check   what was looked at
 * @param subject whose it is, such as a device's name
 * @param level   how it is
 * @param title   what was looked at, in words
 * @param text    what was found, or why it was not looked at; never a secret
 * @param remedy  what to do; null where nothing is to be done
 */
public record Finding(
        Check check,
        String subject,
        Level level,
        String title,
        String text,
        @Nullable String remedy) {

    /** Returns a line that says that something is as it should be. */
    static Finding ok(Check check, String subject, String text) {
        return new Finding(check, subject, Level.OK, check.title(), text, null);
    }

    /** Returns a line that says that something is not as it should be. */
    static Finding bad(Check check, String subject, String text) {
        return new Finding(
                check,
                subject,
                check.level(),
                check.title(),
                text,
                check.remedy().replace("DEVICE", subject));
    }

    /** Returns a line that says that something was not looked at. */
    static Finding unchecked(Check check, String subject, String why) {
        return new Finding(check, subject, Level.NOT_CHECKED, check.title(), why, null);
    }
}
