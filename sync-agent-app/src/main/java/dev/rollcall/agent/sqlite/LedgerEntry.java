package dev.rollcall.agent.sqlite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the ledger.
 *
 * @param seq    its place
 * @param event  the event whose row it is about
 * @param kind   what happened to that row
 * @param digest the row's digest after that; for a row that is gone, its last one
 * @param chain  SHA-256 over the chain before and this entry
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record LedgerEntry(long seq, long event, String kind, byte[] digest, byte[] chain) {

    /** What can happen to a row. */
    enum Kind {
        /** It was written for the first time. */
        INSERTED,
        /** It was written anew. */
        CHANGED,
        /** Nothing: it was entered again, so that older entries can go. */
        KEPT,
        /** It turned out to be another event's second row and went. */
        ABSORBED,
        /** It was delivered long ago and went. */
        PRUNED,
        /** It was not what its entry said and was set aside. */
        DAMAGED;

        private final String text = name().toLowerCase(Locale.ROOT);

        String text() {
            return text;
        }
    }

    /** Returns the entry that follows a position. */
    static LedgerEntry after(Position before, long event, Kind kind, byte[] digest) {
        long seq = before.seq() + 1;
        return new LedgerEntry(seq, event, kind.text(), digest, chain(before.chain(), seq, event, kind.text(), digest));
    }

    static LedgerEntry of(ResultSet rows) throws SQLException {
        return new LedgerEntry(
                rows.getLong("seq"),
                rows.getLong("event"),
                orEmpty(rows.getString("kind")),
                orEmpty(rows.getBytes("digest")),
                orEmpty(rows.getBytes("chain")));
    }

    /** Tells whether it follows a position as it claims. An entry left out between them shows in the chain. */
    boolean follows(Position before) {
        return seq > before.seq() && MessageDigest.isEqual(chain, chain(before.chain(), seq, event, kind, digest));
    }

    /** Returns the same entry, chained to a position. */
    LedgerEntry chainedTo(Position before) {
        return new LedgerEntry(seq, event, kind, digest, chain(before.chain(), seq, event, kind, digest));
    }

    /** Tells whether a row should be there after it. */
    boolean isLive() {
        return kind.equals(Kind.INSERTED.text()) || kind.equals(Kind.CHANGED.text()) || kind.equals(Kind.KEPT.text());
    }

    /** Reads an entry whose columns are named {@code l_seq} and so on, beside those of another table. */
    static LedgerEntry beside(ResultSet rows) throws SQLException {
        return new LedgerEntry(
                rows.getLong("l_seq"),
                rows.getLong("l_event"),
                orEmpty(rows.getString("l_kind")),
                orEmpty(rows.getBytes("expected")),
                orEmpty(rows.getBytes("l_chain")));
    }

    Position position() {
        return new Position(seq, chain);
    }

    /** On a damaged page also columns are null that never are. */
    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static byte[] orEmpty(byte @Nullable [] bytes) {
        return bytes == null ? new byte[0] : bytes;
    }

    private static byte[] chain(byte[] before, long seq, long event, String kind, byte[] digest) {
        MessageDigest chain = Sha256.begin();
        chain.update(before);
        chain.update((seq + " " + event + " " + kind + " ").getBytes(StandardCharsets.UTF_8));
        return chain.digest(digest);
    }

    /**
     * A place in the ledger and the chain up to it.
     *
     * @param seq   the last entry; 0 before the first
     * @param chain its chain
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by isSame
    record Position(long seq, byte[] chain) {

        private static final int CHAIN_BYTES = 32;

        /** Before the first entry ever. */
        static final Position START = new Position(0, new byte[CHAIN_BYTES]);

        static Position parse(String text) {
            int blank = text.indexOf(' ');
            return new Position(
                    Long.parseLong(text.substring(0, blank)), HexFormat.of().parseHex(text.substring(blank + 1)));
        }

        boolean isSame(Position other) {
            return seq == other.seq && MessageDigest.isEqual(chain, other.chain);
        }

        @Override
        public String toString() {
            return seq + " " + HexFormat.of().formatHex(chain);
        }
    }
}
