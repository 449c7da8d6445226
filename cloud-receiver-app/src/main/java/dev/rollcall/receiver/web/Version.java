package dev.rollcall.receiver.web;

/**
 * The version of this receiver.
 *
 * @param text as in the build, for example {@code 0.1.0}
 */
public record Version(String text) {}
