package dev.rollcall.receiver.testing;

import dev.rollcall.receiver.store.ProofShelf;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What agents found when they compared, in {@link InMemoryStore}. Nothing is signed there. */
record InMemoryProofs(InMemoryTables tables) implements ProofShelf {

    /** An agent of a device. */
    record Word(int device, String agent) implements Comparable<Word> {

        private static final Comparator<Word> ORDER =
                Comparator.comparingInt(Word::device).thenComparing(Word::agent);

        @Override
        public int compareTo(Word other) {
            return ORDER.compare(this, other);
        }
    }

    /** A day of a device, and who told of it. */
    record Place(int device, LocalDate day, String agent) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::device).thenComparing(Place::day).thenComparing(Place::agent);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public void keep(int deviceId, Told told) {
        tables.told.put(new Word(deviceId, told.agent()), told);
    }

    @Override
    public void keepDay(int deviceId, LocalDate day, Told told) {
        tables.toldDays.put(new Place(deviceId, day, told.agent()), told);
    }

    @Override
    public List<Told> told(int deviceId) {
        return tables.told.all().entrySet().stream()
                .filter(word -> word.getKey().device() == deviceId)
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public SortedMap<LocalDate, List<Told>> days(int deviceId, @Nullable LocalDate from, @Nullable LocalDate to) {
        SortedMap<LocalDate, List<Told>> days = new TreeMap<>();
        tables.toldDays.all().forEach((place, told) -> {
            boolean within = (from == null || !place.day().isBefore(from))
                    && (to == null || place.day().isBefore(to));
            if (place.device() == deviceId && within) {
                days.computeIfAbsent(place.day(), none -> new ArrayList<>()).add(told);
            }
        });
        return days;
    }

    @Override
    public Optional<LocalDate> firstDay(int deviceId, @Nullable LocalDate from) {
        SortedMap<LocalDate, List<Told>> days = days(deviceId, from, null);
        return days.isEmpty() ? Optional.empty() : Optional.of(days.firstKey());
    }

    /** All days are looked at each time, so that what is kept of them in a database can be held against it. */
    @Override
    public void proved(int deviceId, @Nullable LocalDate before) {
        // nothing is kept
    }

    @Override
    public Optional<LocalDate> provedBefore(int deviceId) {
        return Optional.empty();
    }

    @Override
    public KeyPair signingKey(KeyPair proposed, Instant now) {
        throw new UnsupportedOperationException("nothing is signed here");
    }

    @Override
    public Optional<KeyPair> signingKey() {
        return Optional.empty();
    }
}
