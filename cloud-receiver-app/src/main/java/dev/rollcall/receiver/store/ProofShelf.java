package dev.rollcall.receiver.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What agents found when they compared devices, their journals and this store. Texts are JSON of the exchange. */
public interface ProofShelf {

    /**
     * What one agent told of a device, or of one of its days. An agent is named by the id in its journal: a new journal is another agent.
     *
     * @param agent      who told it
     * @param checkedAt  when it was compared, by the agent's clock
     * @param receivedAt when it was told
     * @param told       the text
     */
    record Told(String agent, Instant checkedAt, Instant receivedAt, String told) {

        /** Returns when it was found: an agent's clock may be ahead, and nothing is found later than it is told. */
        public Instant at() {
            return checkedAt.isBefore(receivedAt) ? checkedAt : receivedAt;
        }
    }

    /** Keeps what was told of a device, a {@code ProofMessage} without its days, instead of what the same agent told before. */
    void keep(int deviceId, Told told);

    /** Keeps what was told of a day, a {@code ProofMessage.Day}, instead of what the same agent told before. */
    void keepDay(int deviceId, LocalDate day, Told told);

    /** Returns what each agent told last of a device. */
    List<Told> told(int deviceId);

    /** Returns what each agent told last of each day of a window; a null bound is none. */
    SortedMap<LocalDate, List<Told>> days(int deviceId, @Nullable LocalDate from, @Nullable LocalDate to);

    /** Returns the first day at or after a day of which anything was told; empty if there is none. A null bound is none. */
    Optional<LocalDate> firstDay(int deviceId, @Nullable LocalDate from);

    /** Keeps that each day before this one that counts is complete; null if that is known of no day. To be used under the lock of the device. */
    void proved(int deviceId, @Nullable LocalDate before);

    /**
     * Returns the day before which each day that counts is complete, as far as that was kept: a day of which something is told since, or
     * whose events changed, is never before it. Empty if nothing is kept.
     */
    Optional<LocalDate> provedBefore(int deviceId);

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
