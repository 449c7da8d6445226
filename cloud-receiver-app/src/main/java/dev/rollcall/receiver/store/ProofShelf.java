package dev.rollcall.receiver.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What agents found when they compared devices, their journals and this store. Texts are JSON of the exchange. */
public interface ProofShelf {

    /**
     * What was told of a device.
     *
     * @param agent      who told it
     * @param checkedAt  when it was compared, by the agent's clock
     * @param receivedAt when it was told
     * @param told       a {@code ProofMessage} without its days
     */
    record Told(String agent, Instant checkedAt, Instant receivedAt, String told) {}

    /** Keeps what was told of a device instead of what was told before. */
    void keep(int deviceId, Told told);

    /** Keeps what was told of a day, a {@code ProofMessage.Day}, instead of what was told before. */
    void keepDay(int deviceId, LocalDate day, String told, Instant receivedAt);

    /** Returns what was told last of a device. */
    Optional<Told> told(int deviceId);

    /** Returns what was told last of the days of a window; a null bound is none. */
    SortedMap<LocalDate, String> days(int deviceId, @Nullable LocalDate from, @Nullable LocalDate to);

    /** Returns the first day at or after a day of which anything was told; empty if there is none. A null bound is none. */
    Optional<LocalDate> firstDay(int deviceId, @Nullable LocalDate from);

    /**
     * A pair of keys to sign with, as Java encodes them.
     *
     * @param publicKey  X.509
     * @param privateKey PKCS #8
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record KeyPair(byte[] publicKey, byte[] privateKey) {
        @Override
        public String toString() {
            return "a pair of keys";
        }
    }

    /** Returns the keys; those that are proposed, if there are none yet. */
    KeyPair signingKey(KeyPair proposed, Instant now);

    /** Returns the keys, if there are any. */
    Optional<KeyPair> signingKey();
}
