package dev.rollcall.receiver.store;

import java.time.Instant;

/**
 * Something a person should know.
 *
 * @param deviceId the device it is about
 * @param kind     what it is, in capital letters
 * @param subject  what exactly it is about, so that the same is not raised twice
 * @param detail   one sentence for people
 * @param raisedAt when it was first raised
 * @param lastAt   when it was last raised
 * @param times    how often
 */
public record Alarm(
        int deviceId, String kind, String subject, String detail, Instant raisedAt, Instant lastAt, int times) {}
