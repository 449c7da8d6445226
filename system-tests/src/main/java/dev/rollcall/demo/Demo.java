package dev.rollcall.demo;

import dev.rollcall.house.HouseFailure;
import dev.rollcall.house.Pause;
import dev.rollcall.simulator.Person;
import dev.rollcall.simulator.SimulatedDevice;
import dev.rollcall.simulator.SimulatedEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/** The demonstration's story: history by pull, news by push, an outage caught up, and the proof. */
final class Demo {

    private static final int HISTORY = 240;
    private static final int LIVE = 12;
    private static final int DURING_OUTAGE = 9;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_LIVE_PUNCHES = Duration.ofSeconds(4);
    private static final int[] WAYS = {75, 38, 1};

    private final House house;
    private final SimulatedDevice device;
    private final Narrator narrator;
    private int turn;

    Demo(House house, Narrator narrator) {
        this.house = house;
        this.device = house.device();
        this.narrator = narrator;
    }

    /** Tells the story; with {@code once} ends after the proof, otherwise goes on until it is stopped. */
    boolean run(boolean once) throws IOException, InterruptedException {
        furnish();
        pullHistory();
        pushNews();
        surviveAnOutage();
        boolean complete = prove();
        if (!once) {
            goOn();
        }
        return complete;
    }

    private void furnish() throws IOException, InterruptedException {
        narrator.chapter("A terminal, a receiver and an agent");
        device.seed(7, HISTORY);
        house.connectWebhook();
        house.receiver().start();
        narrator.say("terminal  " + house.terminal().url() + "  (simulated, "
                + device.events().size() + " events in its memory, " + punches() + " of them punches)");
        narrator.say("receiver  " + house.receiver().url() + "  (SQLite in " + house.folder() + ")");
    }

    private void pullHistory() throws IOException, InterruptedException {
        narrator.chapter("What the terminal already holds comes by pull");
        expect(0, house.sync(), "the first sync");
        narrator.say("agent read the whole memory and delivered it: receiver has "
                + received(event -> true).punches() + " punches");
    }

    private void pushNews() throws IOException, InterruptedException {
        narrator.chapter("New punches come by push, at once");
        long before = device.newestSerial();
        punch(LIVE);
        awaitReceived("the pushed punches", event -> event.serialNo() > before);
        narrator.say(LIVE + " punches pushed by the terminal are in the receiver; nobody polled");
    }

    private void surviveAnOutage() throws IOException, InterruptedException {
        narrator.chapter("A forced outage: the receiver is down, people still punch");
        house.receiver().close();
        house.terminal().pausePush();
        long before = device.newestSerial();
        punch(DURING_OUTAGE);
        int exit = house.sync();
        expect(1, exit, "a sync during the outage");
        narrator.say(
                "agent read " + DURING_OUTAGE + " new punches, journaled them, could not deliver: exit code " + exit);
        house.receiver().start();
        expect(0, house.sync(), "the sync after the outage");
        awaitReceived("the punches of the outage", event -> event.serialNo() > before);
        narrator.say("receiver is back, the agent caught up; now the terminal repeats its late pushes");
        house.terminal().resumePush();
        awaitPushes();
        punch(1);
        awaitPushes();
        expect(0, house.sync(), "the last sync");
    }

    private boolean prove() throws IOException, InterruptedException {
        narrator.chapter("Completeness");
        Statement statement = received(event -> true);
        statement.lines().forEach(narrator::say);
        expect(0, house.verify(), "the comparison");
        narrator.say("agent compared terminal, journal and receiver, and they agree; the page /completeness shows it");
        narrator.say(
                statement.isComplete()
                        ? "COMPLETE: every punch of the terminal is in the receiver exactly once"
                        : "NOT COMPLETE");
        return statement.isComplete();
    }

    private void goOn() throws IOException, InterruptedException {
        narrator.chapter("Running");
        house.startAgent();
        narrator.say("dashboard " + house.receiver().url() + "/");
        narrator.say("a punch every " + BETWEEN_LIVE_PUNCHES.toSeconds() + " seconds; stop with Ctrl-C");
        while (!Thread.currentThread().isInterrupted()) {
            Thread.sleep(BETWEEN_LIVE_PUNCHES.toMillis());
            punch(1);
        }
    }

    private void punch(int times) {
        List<Person> people = device.people();
        for (int i = 0; i < times; i++) {
            device.punch(people.get(turn % people.size()), WAYS[turn / people.size() % WAYS.length]);
            turn++;
            device.door(21);
            device.door(22);
        }
    }

    private void awaitReceived(String what, Predicate<SimulatedEvent> which) throws InterruptedException {
        Pause.until(
                "the arrival of " + what,
                PATIENCE,
                () -> received(which).missing().isEmpty());
    }

    /** Waits until the terminal has nothing more to push: its latest event is acknowledged. */
    private void awaitPushes() throws InterruptedException {
        long newest = device.newestSerial();
        Pause.until(
                "the acknowledgement of the terminal's pushes",
                PATIENCE,
                () -> house.terminal().pushAttempts().stream()
                        .anyMatch(attempt -> attempt.serialNo() == newest && attempt.status() == 200));
    }

    private Statement received(Predicate<SimulatedEvent> which) throws InterruptedException {
        List<SimulatedEvent> logged = device.events().stream().filter(which).toList();
        return Statement.of(logged, house.receiver().reader().events(House.TERMINAL));
    }

    private long punches() {
        return device.events().stream().filter(SimulatedEvent::isPunch).count();
    }

    private void expect(int expected, int exit, String what) {
        if (exit != expected) {
            throw new HouseFailure(what + " ended with exit code " + exit + " instead of " + expected
                    + "; see the files agent-*.err in " + house.folder());
        }
    }
}
