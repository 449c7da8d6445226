package dev.rollcall.disklab;

import dev.rollcall.agent.journal.JournalException;
import dev.rollcall.agent.outbox.ClaimedBatch;
import dev.rollcall.agent.sqlite.SqliteStore;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.EventCategory;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.lab.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Damages a journal at random places, one at a time, and lets an agent live with it. It must be told of, or change nothing that is read; whatever
 * happens nothing wrong is delivered, and nothing that waited is lost.
 */
final class BitFlips {

    private final Path scratch;
    private final long seed;
    private final List<Observation> logged;
    private final Set<String> states = new HashSet<>();
    private final Map<String, Set<String>> truth = new HashMap<>();
    private final Map<String, byte[]> closed;
    private final Map<String, byte[]> open;
    private final Map<Outcome, Integer> outcomes = new TreeMap<>();
    private final Map<String, Integer> silent = new TreeMap<>();
    private final List<String> broken = new ArrayList<>();

    /** What came of one damage. */
    enum Outcome {
        /** The journal told of it: by an alarm, or by stopping. */
        DETECTED,
        /** All rows of all tables read as before. */
        NOTHING_CHANGED,
        /** The write-ahead log ends earlier: the journal is as it was once, and what came after is read and sent again. */
        EARLIER_STATE,
        /** Rows that no event depends on read otherwise, and nobody says so. */
        SIDE_NOTE,
        /** A promise is broken. */
        BROKEN
    }

    /** Makes a journal by the work of a seed. */
    BitFlips(Path scratch, long seed, int steps) throws IOException, SQLException {
        this.scratch = scratch;
        this.seed = seed;
        Path folder = Files.createDirectory(scratch.resolve("made"));
        Path notes = scratch.resolve("notes");
        try (Notebook notebook = Notebook.open(notes)) {
            JournalWork work = new JournalWork(folder.resolve("journal.db"), seed, notebook, 200, 0);
            work.go(steps);
            open = Scratch.contents(folder);
            work.close();
            closed = Scratch.contents(folder);
            logged = List.copyOf(work.logged());
        }
        for (String line : Files.readAllLines(notes)) {
            String[] words = line.split(" ", 4);
            if (words[0].equals("done")) {
                states.add(words[1]);
            } else if (words[0].equals("seen") && words[2].equals("true")) {
                truth.computeIfAbsent(words[1], id -> new HashSet<>()).add(words[3]);
            }
        }
        for (Observation each : logged) {
            if (each.event().category() == EventCategory.PERSON) {
                truth.get(EventIdentity.idOf(each.event()).hex()).add(Words.of(each));
            }
        }
    }

    /** Damages so many times. */
    void strike(int times) throws IOException, SQLException {
        Base closedBase = Base.of(closed, scratch);
        Base openBase = Base.of(open, scratch);
        for (int number = 0; number < times; number++) {
            Random random = new Random(seed * 7_919 + number);
            boolean ofClosed = number % 2 == 0;
            Base base = ofClosed ? closedBase : openBase;
            String name = ofClosed || number % 4 == 1 ? "journal.db" : "journal.db-wal";
            Damage damage = Damage.number(number / 4, name, base.files().get(name).length, random);
            Outcome outcome = strike(base, damage, random);
            outcomes.merge(outcome, 1, Integer::sum);
        }
    }

    /** How often what came of it. */
    Map<Outcome, Integer> outcomes() {
        return outcomes;
    }

    /** In which tables rows changed in silence, and how often. */
    Map<String, Integer> silent() {
        return silent;
    }

    /** What must not be. */
    List<String> broken() {
        return broken;
    }

    private Outcome strike(Base base, Damage damage, Random random) throws IOException {
        Path folder = Scratch.write(scratch.resolve("damaged"), damaged(base.files(), damage, random));
        Path file = folder.resolve("journal.db");
        try {
            return liveWith(base, damage, file);
        } catch (RuntimeException unforeseen) {
            broken.add(damage + ": " + unforeseen + " at "
                    + Arrays.stream(unforeseen.getStackTrace()).limit(4).toList());
            System.out.println("Broken: " + broken.get(broken.size() - 1));
            return Outcome.BROKEN;
        } finally {
            Scratch.remove(folder);
        }
    }

    private Outcome liveWith(Base base, Damage damage, Path file) {
        boolean earlier = isEarlierState(file);
        Set<String> changed = base.changedIn(file);
        DamagedJournal journal = new DamagedJournal(file, logged);
        journal.live();
        List<String> wrong = wrong(base, journal);
        if (!wrong.isEmpty()) {
            broken.add(damage + ": " + wrong + "; told " + journal.told());
            System.out.println("Broken: " + broken.get(broken.size() - 1));
            return Outcome.BROKEN;
        }
        if (!journal.told().isEmpty() || changed == null) {
            return Outcome.DETECTED;
        }
        if (changed.isEmpty()) {
            return Outcome.NOTHING_CHANGED;
        }
        if (earlier && !damage.name().equals("journal.db")) {
            return Outcome.EARLIER_STATE;
        }
        changed.forEach(table -> silent.merge(table, 1, Integer::sum));
        return Outcome.SIDE_NOTE;
    }

    private List<String> wrong(Base base, DamagedJournal journal) {
        List<String> wrong = new ArrayList<>();
        journal.delivered().forEach((id, words) -> {
            if (!truth.getOrDefault(id, Set.of()).containsAll(words)) {
                wrong.add("delivered " + id + " as " + words);
            }
        });
        base.waiting().stream()
                .filter(id -> !journal.delivered().containsKey(id) && !journal.isAnsweredFor(id))
                .forEach(id -> wrong.add("lost " + id));
        if (!journal.ended()) {
            wrong.add("it does not come to rest: " + journal.unrest());
        }
        return wrong;
    }

    private boolean isEarlierState(Path file) {
        try {
            return states.contains(JournalLook.stateOf(file));
        } catch (SQLException unreadable) {
            return false;
        }
    }

    private static Map<String, byte[]> damaged(Map<String, byte[]> files, Damage damage, Random random) {
        byte[] bytes = files.get(damage.name()).clone();
        damage.to(bytes, random);
        Map<String, byte[]> damaged = new TreeMap<>(files);
        damaged.put(damage.name(), bytes);
        return damaged;
    }

    /**
     * A journal before anything was done to it.
     *
     * @param files   its files
     * @param waiting the ids of the events that wait in it
     * @param tables  what its tables hold once it was opened and closed
     */
    private record Base(Map<String, byte[]> files, Set<String> waiting, Map<String, String> tables) {

        static Base of(Map<String, byte[]> files, Path scratch) throws IOException, SQLException {
            Path folder = Scratch.write(scratch.resolve("base"), files);
            Path file = folder.resolve("journal.db");
            Map<String, String> tables = openedAndClosed(file);
            Set<String> waiting = new HashSet<>();
            try (SqliteStore store = SqliteStore.open(file, InstantSource.fixed(Events.SEEN))) {
                ClaimedBatch batch = store.outbox().claim(10_000, Set.of(), "base");
                while (batch != null) {
                    batch.events().forEach(event -> waiting.add(event.id().hex()));
                    batch = store.outbox().claim(10_000, Set.of(), "base " + waiting.size());
                }
            }
            Scratch.remove(folder);
            return new Base(files, waiting, tables);
        }

        /** Opens and closes the journal and tells in which tables anything reads otherwise; null if it does not open. */
        @Nullable Set<String> changedIn(Path file) {
            try {
                Map<String, String> found = openedAndClosed(file);
                Set<String> changed = new TreeSet<>(tables.keySet());
                changed.removeIf(table -> tables.get(table).equals(found.get(table)));
                return changed;
            } catch (JournalException | SQLException stopped) {
                return null;
            }
        }

        private static Map<String, String> openedAndClosed(Path file) throws SQLException {
            SqliteStore.open(file, InstantSource.fixed(Events.SEEN)).close();
            return JournalLook.tablesOf(file);
        }
    }
}
