package dev.rollcall.agent.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Where work on several devices notes how far it has come. Safe from any thread. */
public final class ProgressBoard implements Consumer<DeviceProgress> {

    private final Map<String, DeviceProgress> byDevice = new LinkedHashMap<>();
    private final Consumer<List<DeviceProgress>> told;

    /**
     * Creates a board.
     *
     * @param told is told whenever something changes, by one thread at a time
     */
    public ProgressBoard(Consumer<List<DeviceProgress>> told) {
        this.told = told;
    }

    @Override
    public synchronized void accept(DeviceProgress progress) {
        byDevice.put(progress.device(), progress);
        told.accept(new ArrayList<>(byDevice.values()));
    }

    /** Returns what was noted last of each device. */
    public synchronized List<DeviceProgress> snapshot() {
        return List.copyOf(byDevice.values());
    }
}
