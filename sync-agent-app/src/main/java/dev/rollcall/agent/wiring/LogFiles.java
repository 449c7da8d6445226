package dev.rollcall.agent.wiring;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.rollcall.agent.config.AgentConfig;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds the log file in the data folder, which is known only once the configuration is read. */
public final class LogFiles {

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0}: %msg%n";
    private static final long FILE_BYTES = 10L << 20;
    private static final int MEBIBYTE = 20;
    private static final int FILES = 10;

    private LogFiles() {}

    /**
     * Logs into {@code logs/agent.log} of the data folder from now on. A file is closed at the end of its day, or at a tenth of the room
     * that all may take, 10 MiB at most; what is too old or too much is deleted.
     */
    public static void into(AgentConfig config) {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender(context, config));
        }
    }

    /** Returns what writes the file, started. */
    static RollingFileAppender<ILoggingEvent> appender(LoggerContext context, AgentConfig config) {
        DataFolder.make(config.dataDir());
        Path folder = config.dataDir().resolve("logs");
        long total = (long) config.log().mebibytes() << MEBIBYTE;
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(folder.resolve("agent.%d.%i.log.gz").toString());
        policy.setMaxHistory(config.log().keepDays());
        policy.setTotalSizeCap(new FileSize(total));
        policy.setMaxFileSize(new FileSize(Math.min(FILE_BYTES, total / FILES)));
        policy.start();
        Encoder<ILoggingEvent> encoder = config.log().json() ? json() : text(context);
        encoder.setContext(context);
        encoder.start();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(folder.resolve("agent.log").toString());
        appender.setEncoder(encoder);
        appender.setRollingPolicy(policy);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        return encoder;
    }

    /** Messages as they read, without the values that they were made of: those are in no pattern either. */
    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithMDC(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        return encoder;
    }
}
