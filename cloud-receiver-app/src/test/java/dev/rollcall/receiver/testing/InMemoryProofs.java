package dev.rollcall.receiver.testing;

import dev.rollcall.receiver.store.ProofShelf;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What agents found when they compared, in {@link InMemoryStore}. Nothing is signed there. */
record InMemoryProofs(InMemoryTables tables) implements ProofShelf {

    /** A day of a device. */
    record Place(int device, LocalDate day) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparingInt(Place::device).thenComparing(Place::day);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    @Override
    public void keep(int deviceId, Told told) {
        tables.told.put(deviceId, told);
    }

    @Override
    public void keepDay(int deviceId, LocalDate day, String told, Instant receivedAt) {
        tables.toldDays.put(new Place(deviceId, day), told);
    }

    @Override
    public Optional<Told> told(int deviceId) {
        return Optional.ofNullable(tables.told.get(deviceId));
    }

    @Override
    public SortedMap<LocalDate, String> days(int deviceId, @Nullable LocalDate from, @Nullable LocalDate to) {
        SortedMap<LocalDate, String> days = new TreeMap<>();
        tables.toldDays.all().forEach((place, told) -> {
            boolean within = (from == null || !place.day().isBefore(from))
                    && (to == null || place.day().isBefore(to));
            if (place.device() == deviceId && within) {
                days.put(place.day(), told);
            }
        });
        return days;
    }

    @Override
    public Optional<LocalDate> firstDay(int deviceId, @Nullable LocalDate from) {
        SortedMap<LocalDate, String> days = days(deviceId, from, null);
        return days.isEmpty() ? Optional.empty() : Optional.of(days.firstKey());
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
