package dev.rollcall.receiver.wiring;

import dev.rollcall.attendance.exchange.HeartbeatMessage;
import dev.rollcall.receiver.config.AccessSettings;
import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.dashboard.CompletenessPageMaker;
import dev.rollcall.receiver.dashboard.PageMaker;
import dev.rollcall.receiver.devicepull.DevicePull;
import dev.rollcall.receiver.devicepull.PullSettings;
import dev.rollcall.receiver.inbox.InboxQueue;
import dev.rollcall.receiver.inbox.InboxTranslation;
import dev.rollcall.receiver.inbox.InboxWriting;
import dev.rollcall.receiver.inbox.Intake;
import dev.rollcall.receiver.inbox.Replay;
import dev.rollcall.receiver.inbox.Scheduler;
import dev.rollcall.receiver.ingest.BatchIngest;
import dev.rollcall.receiver.ingest.Introduction;
import dev.rollcall.receiver.query.CsvExport;
import dev.rollcall.receiver.query.DeviceList;
import dev.rollcall.receiver.query.EventQuery;
import dev.rollcall.receiver.reconcile.Completeness;
import dev.rollcall.receiver.reconcile.ProofBook;
import dev.rollcall.receiver.reconcile.Signer;
import dev.rollcall.receiver.reconcile.Statements;
import dev.rollcall.receiver.reconcile.TallyComparison;
import dev.rollcall.receiver.security.Accounts;
import dev.rollcall.receiver.security.Audit;
import dev.rollcall.receiver.security.Peers;
import dev.rollcall.receiver.security.TokenDoor;
import dev.rollcall.receiver.store.Store;
import dev.rollcall.receiver.web.ExchangeJson;
import dev.rollcall.receiver.web.ProblemWriter;
import dev.rollcall.receiver.web.Version;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** Builds the parts that only the web server needs. */
@Configuration(proxyBeanMethods = false)
@Import(StoreWiring.class)
public class ServingWiring {

    @Bean
    TokenDoor tokenDoor(Store store, InstantSource clock, RollcallSettings settings) {
        return new TokenDoor(store, clock, settings.inbox().addressMemory(), System::nanoTime);
    }

    @Bean
    Peers peers(AccessSettings settings) {
        return new Peers(settings);
    }

    @Bean
    Audit audit(Store store, InstantSource clock) {
        return new Audit(store, clock, System::nanoTime);
    }

    @Bean
    CsvExport csvExport(Store store) {
        return new CsvExport(store);
    }

    @Bean
    SetupLink setupLink(Accounts accounts, RollcallSettings settings, AccessSettings access, Environment environment) {
        return new SetupLink(accounts, settings, access, environment);
    }

    @Bean
    BatchIngest batchIngest(Store store, InstantSource clock, RollcallSettings settings) {
        return new BatchIngest(store, clock, settings.limits().newDevices());
    }

    @Bean
    ThreadScheduler scheduler(RollcallSettings settings) {
        return new ThreadScheduler(settings.inbox().interval(), settings.inbox().ending());
    }

    @Bean
    Intake intake(Store store, InstantSource clock, Scheduler scheduler, RollcallSettings settings, Version version) {
        Replay.after(store, version.text(), clock);
        InboxTranslation translation =
                new InboxTranslation(store, clock, settings.inbox().chunk());
        Runnable translate = scheduler.keepRunning("inbox", translation);
        RollcallSettings.Inbox inbox = settings.inbox();
        InboxQueue queue =
                new InboxQueue(inbox.queue(), new InboxQueue.Waits(inbox.queueTimeout(), inbox.commitTimeout()));
        InboxWriting writing = new InboxWriting(
                store,
                queue,
                new InboxWriting.Group(inbox.group(), inbox.groupSize().toBytes()),
                translate);
        List<Runnable> writers = IntStream.rangeClosed(1, store.writers())
                .mapToObj(number -> scheduler.keepRunning("inbox-writer-" + number, writing))
                .toList();
        return new Intake(queue, writing, clock, () -> writers.forEach(Runnable::run));
    }

    @Bean
    PullThreads pullThreads(RollcallSettings settings) {
        return new PullThreads(settings.devicePull().atOnce(), settings.inbox().ending());
    }

    @Bean
    DevicePull devicePull(Store store, InstantSource clock, PullThreads threads, RollcallSettings settings) {
        RollcallSettings.DevicePull pull = settings.devicePull();
        return new DevicePull(
                store,
                clock,
                threads,
                PullSettings.of(
                        pull.allow(),
                        pull.answerWithin(),
                        pull.longest(),
                        new PullSettings.Waits(
                                pull.connectTimeout(), pull.readTimeout(), pull.callTimeout(), pull.pagePause())));
    }

    @Bean
    TallyComparison tallyComparison(Store store, InstantSource clock) {
        return new TallyComparison(store, clock);
    }

    @Bean
    ProofBook proofBook(Store store, InstantSource clock, ExchangeJson json, RollcallSettings settings) {
        return new ProofBook(
                store, clock, json, new Introduction(settings.limits().newDevices()));
    }

    @Bean
    Completeness completeness(Store store, ProofBook book, InstantSource clock) {
        return new Completeness(store, book, clock);
    }

    @Bean
    Signer signer(Store store, InstantSource clock) {
        return new Signer(store, clock);
    }

    @Bean
    Statements statements(Store store, InstantSource clock, Completeness completeness, Signer signer) {
        return new Statements(store, clock, completeness, signer);
    }

    @Bean
    CompletenessPageMaker completenessPageMaker(Completeness completeness, InstantSource clock) {
        return new CompletenessPageMaker(completeness, clock);
    }

    @Bean
    EventQuery eventQuery(Store store) {
        return new EventQuery(store);
    }

    @Bean
    DeviceList deviceList(Store store) {
        return new DeviceList(store);
    }

    @Bean
    PageMaker pageMaker(Store store, InstantSource clock, ExchangeJson json) {
        return new PageMaker(store, clock, text -> json.readStored(text, HeartbeatMessage.class));
    }

    @Bean
    ExchangeJson exchangeJson() {
        return new ExchangeJson();
    }

    @Bean
    ProblemWriter problemWriter(ExchangeJson json, RollcallSettings settings) {
        return new ProblemWriter(json, settings.retryAfter());
    }

    @Bean
    Version version(Environment environment) {
        return new Version(environment.getProperty("rollcall.version", "unknown"));
    }

    @Bean
    HealthIndicator dbHealthIndicator(Store store) {
        return () -> {
            store.read(unit -> unit.inbox().counts());
            return Health.up().build();
        };
    }

    /** Reading may go well while nothing can be stored any more. */
    @Bean
    HealthIndicator intakeHealthIndicator(Store store) {
        return () -> {
            store.write(unit -> true);
            return Health.up().build();
        };
    }
}
