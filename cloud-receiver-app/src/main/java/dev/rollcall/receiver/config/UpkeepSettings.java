package dev.rollcall.receiver.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the store does from time to time, under {@code rollcall.upkeep}.
 *
 * @param rawDays     for how many days the devices' own bytes are kept; 0 keeps them for ever. Facts are always kept
 * @param rawAtOnce   how many of them are erased in one transaction at most
 * @param epochsEvery how often a device's epochs are derived at most
 * @param recountEvery how often a device's rows are held against its tallies; 0 for once only, when tallies begin to be kept
 */
@ConfigurationProperties("rollcall.upkeep")
public record UpkeepSettings(
        @DefaultValue("0") int rawDays,
        @DefaultValue("1000") int rawAtOnce,
        @DefaultValue("10m") Duration epochsEvery,
        @DefaultValue("1d") Duration recountEvery) {

    public UpkeepSettings {
        if (rawDays < 0) {
            throw new IllegalArgumentException("rollcall.upkeep.raw-days is " + rawDays
                    + "; write a number of days, or 0 to keep raw records for ever");
        }
        if (epochsEvery.isNegative()) {
            throw new IllegalArgumentException(
                    "rollcall.upkeep.epochs-every is " + epochsEvery + "; write a time such as 10m");
        }
        if (recountEvery.isNegative()) {
            throw new IllegalArgumentException("rollcall.upkeep.recount-every is " + recountEvery
                    + "; write a time such as 1d, or 0 to count once only, when tallies begin to be kept");
        }
    }
}
