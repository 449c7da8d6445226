package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.DeviceProgress;
import dev.rollcall.agent.wiring.Paced;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Shows how far work is: bars on a terminal, plain lines elsewhere. */
interface ProgressDisplay extends Consumer<List<DeviceProgress>>, AutoCloseable {

    @Override
    void close();

    /**
     * Returns the display for where this program runs.
     *
     * @param every how often plain lines are written
     */
    static ProgressDisplay on(PrintWriter err, Duration every) {
        return Ink.isTerminal() ? new ProgressBars() : new Lines(err, every);
    }

    /** Writes what a bar cannot show. */
    static String numbers(DeviceProgress progress) {
        String rest = progress.remainingSeconds() < 0 ? "" : ", " + progress.remainingSeconds() + " s left";
        return String.format(Locale.ROOT, "%d records, %.0f/s%s", progress.records(), progress.perSecond(), rest);
    }

    /** Plain lines. */
    final class Lines implements ProgressDisplay {

        private final Paced<List<DeviceProgress>> paced;

        Lines(PrintWriter err, Duration every) {
            this.paced = new Paced<>(every, all -> {
                all.forEach(progress -> err.printf(
                        Locale.ROOT,
                        "%s: %.0f %%, %s%n",
                        progress.device(),
                        progress.share() * 100,
                        numbers(progress)));
                err.flush();
            });
        }

        @Override
        public void accept(List<DeviceProgress> progress) {
            paced.accept(progress);
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
