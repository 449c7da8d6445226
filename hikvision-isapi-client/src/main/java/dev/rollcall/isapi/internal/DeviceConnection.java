package dev.rollcall.isapi.internal;

/** One device, one request at a time. Internal to the module. */
public final class DeviceConnection implements AutoCloseable {

    private final DeviceSettings settings;

    public DeviceConnection(DeviceSettings settings) {
        this.settings = settings;
    }

    public DeviceSettings settings() {
        return settings;
    }

    /** First commit only: the calls follow. */
    public UnsupportedOperationException pending() {
        return new UnsupportedOperationException(settings.address());
    }

    @Override
    public void close() {}
}
