package dev.rollcall.agent.wiring;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds the log file in the data folder, which is known only once the configuration is read. */
public final class LogFiles {

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level [%thread] %logger{0}: %msg%n";
    private static final int KEPT_DAYS = 30;
    private static final long FILE_BYTES = 10L << 20;
    private static final long TOTAL_BYTES = 200L << 20;

    private LogFiles() {}

    /** Logs into {@code logs/agent.log} of this folder from now on: 30 days, at most 200 MiB. */
    public static void into(Path dataDir) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        DataFolder.make(dataDir);
        Path folder = dataDir.resolve("logs");
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern(PATTERN);
        encoder.start();
        RollingFileAppender<ILoggingEvent> appender = new RollingFileAppender<>();
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> policy = new SizeAndTimeBasedRollingPolicy<>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(folder.resolve("agent.%d.%i.log.gz").toString());
        policy.setMaxHistory(KEPT_DAYS);
        policy.setMaxFileSize(new FileSize(FILE_BYTES));
        policy.setTotalSizeCap(new FileSize(TOTAL_BYTES));
        policy.start();
        appender.setContext(context);
        appender.setName("file");
        appender.setFile(folder.resolve("agent.log").toString());
        appender.setEncoder(encoder);
        appender.setRollingPolicy(policy);
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }
}
