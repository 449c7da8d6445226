package dev.rollcall.isapi.system;

import dev.rollcall.isapi.internal.DeviceConnection;

/** Reads what the terminal says about itself. Thread-safe; each method is one blocking request. */
@SuppressWarnings("DoNotCallSuggester")
public final class SystemApi {

    private final DeviceConnection connection;

    /** Not for callers: use {@link dev.rollcall.isapi.IsapiClient#system()}. */
    public SystemApi(DeviceConnection connection) {
        this.connection = connection;
    }

    /**
     * Model, serial number, firmware.
     *
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public DeviceInfo deviceInfo() {
        throw connection.pending();
    }

    /**
     * The terminal's clock and zone at this moment. Ask it right before a search: the search window must be in device time.
     *
     * @throws dev.rollcall.isapi.IsapiException as every call; its subclass says what to do next
     */
    public DeviceTime time() {
        throw connection.pending();
    }
}
