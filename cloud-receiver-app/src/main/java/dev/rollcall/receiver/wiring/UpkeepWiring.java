package dev.rollcall.receiver.wiring;

import dev.rollcall.receiver.config.UpkeepSettings;
import dev.rollcall.receiver.inbox.Scheduler;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.upkeep.EpochDerivation;
import dev.rollcall.receiver.upkeep.RawRetention;
import dev.rollcall.receiver.upkeep.RecountStep;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts what the store needs from time to time, once the receiver serves. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(UpkeepSettings.class)
public class UpkeepWiring {

    @Bean
    ApplicationRunner upkeep(Store store, InstantSource clock, Scheduler scheduler, UpkeepSettings settings) {
        return started -> {
            scheduler.keepRunning("epochs", new EpochDerivation(store, clock, settings.epochsEvery()));
            scheduler.keepRunning("recount", new RecountStep(store, clock, settings.recountEvery()));
            if (settings.rawDays() > 0) {
                Duration kept = Duration.ofDays(settings.rawDays());
                scheduler.keepRunning("raw", new RawRetention(store, clock, kept, settings.rawAtOnce()));
            }
        };
    }
}
