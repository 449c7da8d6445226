package dev.rollcall.isapi.access;

import dev.rollcall.isapi.internal.DeviceConnection;

/** Reads the events a terminal still holds. Thread-safe. */
@SuppressWarnings("DoNotCallSuggester")
public final class AccessApi {

    private final DeviceConnection connection;

    /** Not for callers: use {@link dev.rollcall.isapi.IsapiClient#access()}. */
    public AccessApi(DeviceConnection connection) {
        this.connection = connection;
    }

    /**
     * What the terminal's event search can do. One request.
     *
     * @throws dev.rollcall.isapi.IsapiException.Unsupported if the firmware does not tell; search with the defaults then
     */
    public EventCapabilities eventCapabilities() {
        throw connection.pending();
    }

    /** A new search. Nothing is sent before the first page is asked for. */
    public EventPages events(EventQuery query) {
        return new EventPages(connection, query);
    }

    /**
     * How many events the terminal holds for the query. One request.
     *
     * @throws dev.rollcall.isapi.IsapiException.Unsupported if the firmware cannot count; that is no agreement, say so
     */
    public long countEvents(EventQuery query) {
        throw connection.pending();
    }
}
