package dev.rollcall.simulator;

import org.jspecify.annotations.Nullable;

/**
 * What an endpoint gets to see.
 *
 * @param body the body as UTF-8 text
 * @param fault the page fault this request is to suffer, or null; all other faults are handled outside the endpoints
 */
record Request(
        String method,
        String path,
        @Nullable String query,
        String body,
        @Nullable Fault fault) {}
