package dev.rollcall.receiver.web;

import dev.rollcall.receiver.store.EventFilter;
import org.jspecify.annotations.Nullable;

/** Which events are asked for, as query parameters. */
record EventParameters(
        @Nullable String device,
        @Nullable String employee,
        @Nullable String from,
        @Nullable String to,
        @Nullable String kind) {

    EventFilter filter() {
        return new EventFilter(
                Parameters.device(device),
                employee,
                Parameters.instant("from", from),
                Parameters.instant("to", to),
                Parameters.kind(kind));
    }
}
