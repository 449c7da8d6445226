package dev.rollcall.agent.collect;

import dev.rollcall.agent.command.DeviceProgress;
import dev.rollcall.agent.journal.Backfill;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Tells how far a backfill is: by counts where the terminal counts, else by the share of its time. */
public final class BackfillMeter {

    private static final double NANOS = 1e9;

    private final String device;
    private final Backfill backfill;
    private final LocalDateTime end;
    private final @Nullable Long toRead;
    private final Told told;
    private final long begunAt;
    private final double shareAtBegin;

    /**
     * Begins to measure.
     *
     * @param toRead how many records are left to read; null if unknown
     */
    BackfillMeter(String device, Backfill backfill, LocalDateTime end, @Nullable Long toRead, Told told) {
        this.device = device;
        this.backfill = backfill;
        this.end = end;
        this.toRead = toRead;
        this.told = told;
        this.begunAt = told.nanoTime().getAsLong();
        this.shareAtBegin = backfill.reached() == null
                ? 0
                : share(backfill.reached(), backfill.tally().read());
        tell(shareAtBegin, backfill.tally().read());
    }

    /**
     * Tells.
     *
     * @param reached the wall clock up to which everything is stored
     * @param records how many records were read, earlier runs included
     */
    void stored(LocalDateTime reached, long records) {
        tell(share(reached, records), records);
    }

    private void tell(double share, long records) {
        double seconds = (told.nanoTime().getAsLong() - begunAt) / NANOS;
        double perSecond = seconds <= 0 ? 0 : (records - backfill.tally().read()) / seconds;
        double gained = share - shareAtBegin;
        long remaining = gained <= 0 ? -1 : Math.round(seconds * (1 - share) / gained);
        told.progress().accept(new DeviceProgress(device, records, share, perSecond, remaining));
    }

    private double share(LocalDateTime reached, long records) {
        if (!reached.isBefore(end)) {
            return 1;
        }
        if (toRead != null && toRead > 0) {
            return Math.min(1, (double) records / (backfill.tally().read() + toRead));
        }
        double whole = Duration.between(backfill.from(), end).toSeconds();
        return whole <= 0 ? 1 : Duration.between(backfill.from(), reached).toSeconds() / whole;
    }

    /**
     * Who is told, and by which clock rates are measured.
     *
     * @param progress takes how far it is
     * @param nanoTime a clock that only ever goes forward
     */
    public record Told(Consumer<DeviceProgress> progress, LongSupplier nanoTime) {}
}
