package dev.rollcall.agent.doctor;

import com.fasterxml.jackson.annotation.JsonValue;

/** How something is. */
public enum Level {
    /** As it should be. */
    OK("ok"),
    /** It works, but could be better or safer. */
    ADVICE("advice"),
    /** Something is wrong; somebody must act. */
    PROBLEM("PROBLEM"),
    /** It was not looked at; the line says why. */
    NOT_CHECKED("not checked");

    private final String mark;

    Level(String mark) {
        this.mark = mark;
    }

    /** Returns the word that a line begins with. */
    public String mark() {
        return mark;
    }

    /** Returns the word that a machine reads: {@code ok}, {@code advice}, {@code problem} or {@code not-checked}. */
    @JsonValue
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
