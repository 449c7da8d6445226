package dev.rollcall.agent.service;

import java.util.Locale;

/** The service systems that are known. */
public enum Kind {
    /** Linux. */
    SYSTEMD,
    /** macOS. */
    LAUNCHD,
    /** A service of Windows. */
    WINDOWS,
    /** A task of the Windows Task Scheduler. */
    TASK,
    /** PM2, anywhere. */
    PM2;

    /**
     * Returns what this operating system has.
     *
     * @param name the property {@code os.name}
     */
    public static Kind of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.startsWith("windows") ? WINDOWS : lower.startsWith("mac") ? LAUNCHD : SYSTEMD;
    }

    /** Returns the service of this kind. */
    public Service service(Installation what) {
        return switch (this) {
            case SYSTEMD -> Systemd.here(what);
            case LAUNCHD -> new Launchd(what);
            case WINDOWS -> new WindowsService(what);
            case TASK -> new ScheduledTask(what);
            case PM2 -> new Pm2(what);
        };
    }

    /** Tells whether only an administrator may install it. */
    public boolean needsRoot() {
        return this == SYSTEMD || this == LAUNCHD;
    }
}
