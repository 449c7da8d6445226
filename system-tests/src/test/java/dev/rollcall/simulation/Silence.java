package dev.rollcall.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** Keeps what runs in a simulation from logging: years of warnings pass in seconds. Other threads log as ever. */
final class Silence extends TurboFilter {

    private static final ThreadLocal<Boolean> QUIET = ThreadLocal.withInitial(() -> false);

    static {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            Silence filter = new Silence();
            filter.setContext(context);
            filter.start();
            context.addTurboFilter(filter);
        }
    }

    private Silence() {}

    static <T> T in(Supplier<T> work) {
        QUIET.set(true);
        try {
            return work.get();
        } finally {
            QUIET.set(false);
        }
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] params, Throwable thrown) {
        return QUIET.get() ? FilterReply.DENY : FilterReply.NEUTRAL;
    }
}
