package dev.rollcall.simulator;

import org.jspecify.annotations.Nullable;

/**
 * A request as the simulator received it. The Authorization header itself is not kept.
 *
 * @param query without the question mark, as sent; null if there was none
 * @param authorized whether an Authorization header came with it, right or wrong
 * @param status the HTTP status answered, 0 if the connection was closed instead
 */
public record RecordedRequest(
        String method, String path, @Nullable String query, String body, boolean authorized, int status) {}
