package dev.rollcall.attendance.reconcile;

import com.google.common.hash.Hashing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * One hash over many events, as in RFC 6962: a leaf is SHA-256 over 0 and what it stands for, a node over 1 and its two parts, of which
 * the first is as large a power of two as fits. Whoever has the events can compute it, and nobody can find other events for it.
 */
public final class MerkleTree {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private MerkleTree() {}

    /** Returns the root over events as 64 lower-case hexadecimal digits. Their order does not matter: they are put in that of their ids. */
    public static String rootOf(List<EventKey> events) {
        List<byte[]> leaves = new ArrayList<>();
        events.stream().sorted(Comparator.comparing(EventKey::id)).forEach(event -> leaves.add(leaf(event)));
        return HexFormat.of().formatHex(leaves.isEmpty() ? hash(new byte[0]) : root(leaves));
    }

    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int first = Integer.highestOneBit(leaves.size() - 1);
        return hash(joined(NODE, root(leaves.subList(0, first)), root(leaves.subList(first, leaves.size()))));
    }

    private static byte[] leaf(EventKey event) {
        HexFormat hex = HexFormat.of();
        return hash(joined(
                LEAF,
                hex.parseHex(event.id().hex()),
                hex.parseHex(event.content().hex())));
    }

    private static byte[] joined(byte kind, byte[] first, byte[] second) {
        byte[] all = new byte[1 + first.length + second.length];
        all[0] = kind;
        System.arraycopy(first, 0, all, 1, first.length);
        System.arraycopy(second, 0, all, 1 + first.length, second.length);
        return all;
    }

    private static byte[] hash(byte[] bytes) {
        return Hashing.sha256().hashBytes(bytes).asBytes();
    }
}
