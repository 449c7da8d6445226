package dev.rollcall.receiver.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The receiver's settings, under {@code rollcall}.
 *
 * @param dataDir   folder of the embedded database
 * @param publicUrl address that printed links carry; null prints paths only
 * @param limits    how much is taken at once
 * @param database  how long to wait for the database, and how many connections to keep
 * @param inbox     how posted bodies are translated
 * @param intake    how long bodies may take to come in
 * @param devicePull whether and how this receiver fetches from terminals itself
 * @param retryAfter what an agent is told to wait after a storing failed
 */
@ConfigurationProperties("rollcall")
public record RollcallSettings(
        @DefaultValue("./data") Path dataDir,
        @Nullable URI publicUrl,
        @DefaultValue Limits limits,
        @DefaultValue Connections database,
        @DefaultValue Inbox inbox,
        @DefaultValue Intake intake,
        @DefaultValue DevicePull devicePull,
        @DefaultValue("5s") Duration retryAfter) {

    public RollcallSettings {
        if (publicUrl != null && (publicUrl.getScheme() == null || publicUrl.getHost() == null)) {
            throw new IllegalArgumentException("rollcall.public-url '" + publicUrl
                    + "' lacks a scheme or a host; write it like https://attendance.example.com");
        }
    }

    /** Tells whether people and terminals reach this receiver by TLS, as far as the settings say. */
    public boolean isReachedByTls() {
        return publicUrl != null && "https".equalsIgnoreCase(publicUrl.getScheme());
    }

    /**
     * How much is taken at once.
     *
     * @param batchEvents     events in a batch
     * @param batchCompressed a batch's body as it is sent
     * @param batchInflated   a batch's body after inflation
     * @param batchRatio      how many times as long as before a batch's body may be after inflation, once it is over a megabyte
     * @param webhookBody     a posted body that is stored in full
     * @param webhookHard     a posted body of which at least the text is kept; beyond it the connection closes
     * @param newDevices      devices that agents introduced and no administrator has seen yet; another one is refused
     */
    public record Limits(
            @DefaultValue("500") int batchEvents,
            @DefaultValue("1MB") DataSize batchCompressed,
            @DefaultValue("8MB") DataSize batchInflated,
            @DefaultValue("50") int batchRatio,
            @DefaultValue("4MB") DataSize webhookBody,
            @DefaultValue("32MB") DataSize webhookHard,
            @DefaultValue("1000") int newDevices) {}

    /**
     * The database, and waiting for it.
     *
     * @param store             the id of the store that it must hold, so that no wrong one is ever served; null for any
     * @param connections       connections kept at most
     * @param connectionTimeout how long to wait for one
     * @param lockTimeout       how long to wait for a lock that another transaction or process holds
     * @param statementTimeout  how long one statement of a transaction that writes may take on PostgreSQL
     */
    public record Connections(
            @Nullable String store,
            @DefaultValue("10") int connections,
            @DefaultValue("10s") Duration connectionTimeout,
            @DefaultValue("10s") Duration lockTimeout,
            @DefaultValue("30s") Duration statementTimeout) {}

    /**
     * Translating posted bodies.
     *
     * @param interval how often to look for bodies that nobody announced (left by a crash or by another process)
     * @param chunk    how many bodies are looked at in one step
     * @param ending   how long a stopping receiver waits for the step that runs
     * @param group         how many posted bodies are stored in one transaction at most
     * @param groupSize     after how many bytes no further body is added to a transaction
     * @param queue         how many posted bodies may wait to be stored
     * @param queueTimeout  how long a post waits for a place among them before it is answered with 503
     * @param commitTimeout how long it waits to be stored then
     * @param addressMemory how long an address that was good is taken for good without asking the database
     */
    public record Inbox(
            @DefaultValue("5s") Duration interval,
            @DefaultValue("50") int chunk,
            @DefaultValue("20s") Duration ending,
            @DefaultValue("200") int group,
            @DefaultValue("8MB") DataSize groupSize,
            @DefaultValue("1000") int queue,
            @DefaultValue("5s") Duration queueTimeout,
            @DefaultValue("20s") Duration commitTimeout,
            @DefaultValue("10s") Duration addressMemory) {}

    /**
     * Bodies on their way in.
     *
     * @param bodyTime how long a body may take, from its first byte to its last; beyond it the connection is closed
     * @param linger   how long the rest of a body is read once its answer is known, so that its sender gets to see the answer
     * @param lingering how many requests at a time get that; with more, the others' connections are closed at once
     * @param memory   how much large posted bodies may hold in memory together, until they are stored
     */
    public record Intake(
            @DefaultValue("30s") Duration bodyTime,
            @DefaultValue("5s") Duration linger,
            @DefaultValue("50") int lingering,
            @DefaultValue("64MB") DataSize memory) {}

    /**
     * Fetching from terminals, as the original system did.
     *
     * @param allow          the terminals it may be done for, each {@code host:port}; with none it is off
     * @param answerWithin   how long a request waits for the end; then it is answered with what there is, and fetching goes on
     * @param longest        after what time fetching ends, finished or not
     * @param atOnce         how many terminals are fetched from at a time
     * @param connectTimeout how long to wait for a connection to a terminal
     * @param readTimeout    how long to wait for the next byte of its answer
     * @param callTimeout    how long one question and its answer may take
     * @param pagePause      how long to rest between two pages
     */
    public record DevicePull(
            @DefaultValue List<String> allow,
            @DefaultValue("25s") Duration answerWithin,
            @DefaultValue("30m") Duration longest,
            @DefaultValue("4") int atOnce,
            @DefaultValue("5s") Duration connectTimeout,
            @DefaultValue("20s") Duration readTimeout,
            @DefaultValue("60s") Duration callTimeout,
            @DefaultValue("0s") Duration pagePause) {}
}
