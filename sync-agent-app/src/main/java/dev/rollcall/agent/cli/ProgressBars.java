package dev.rollcall.agent.cli;

import dev.rollcall.agent.command.DeviceProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar for each device. */
final class ProgressBars implements ProgressDisplay {

    private static final int WHOLE = 1_000;
    private static final int REDRAWN_EVERY_MILLIS = 250;

    private final Map<String, ProgressBar> bars = new LinkedHashMap<>();

    @Override
    public synchronized void accept(List<DeviceProgress> all) {
        for (DeviceProgress progress : all) {
            ProgressBar bar = bars.computeIfAbsent(progress.device(), ProgressBars::begin);
            bar.stepTo(Math.round(progress.share() * WHOLE));
            bar.setExtraMessage(" " + ProgressDisplay.numbers(progress));
        }
    }

    @Override
    public synchronized void close() {
        bars.values().forEach(ProgressBar::close);
        bars.clear();
    }

    private static ProgressBar begin(String device) {
        return new ProgressBarBuilder()
                .setTaskName(device)
                .setInitialMax(WHOLE)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REDRAWN_EVERY_MILLIS)
                .hideEta()
                .build();
    }
}
