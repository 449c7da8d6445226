package dev.rollcall.agent.outbox;

import org.jspecify.annotations.Nullable;

/**
 * An event in the outbox, as a person sees it.
 *
 * @param id          its public id
 * @param device      its device's key
 * @param deviceName  what that device is called
 * @param wallClock   when it happened, by the device's clock
 * @param state       {@code waiting}, {@code claimed}, {@code settled} or {@code blocked}
 * @param attempts    how often it was sent
 * @param nextAttempt when it will be tried again, ISO-8601 UTC; null if nothing holds it up
 * @param reason      why it was not delivered; null if it was, or was not tried
 */
public record OutboxEntry(
        String id,
        String device,
        String deviceName,
        String wallClock,
        String state,
        int attempts,
        @Nullable String nextAttempt,
        @Nullable String reason) {}
