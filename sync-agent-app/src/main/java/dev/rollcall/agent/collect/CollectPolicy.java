package dev.rollcall.agent.collect;

import java.time.Duration;

/**
 * The settings of collecting.
 *
 * @param overlap        how much of the time already read is read again
 * @param clockTolerance how far a device clock may drift between two passes before it counts as moved
 * @param sweepEvery     how often everything is read again
 * @param rowsPerSlice   a slice with more rows than this is split
 * @param sliceRestarts  how often a slice is begun again because the log moved under it
 */
public record CollectPolicy(
        Duration overlap, Duration clockTolerance, Duration sweepEvery, int rowsPerSlice, int sliceRestarts) {}
