package dev.rollcall.disklab;

import dev.rollcall.disklab.DiskCall.Kind;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The calls of some work in their order, with the notes of the work between them. Written small: a piece that came before is a number. */
record Recording(List<DiskCall> calls) {

    private static final int PIECE = 64;

    Recording {
        calls = List.copyOf(calls);
    }

    /** How many of them change the disk. */
    long persistentCalls() {
        return calls.stream().filter(call -> !call.isNote()).count();
    }

    static Recording read(InputStream from) throws IOException {
        List<byte[]> pieces = new ArrayList<>();
        List<DiskCall> calls = new ArrayList<>();
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(from))) {
            int count = in.readInt();
            for (int call = 0; call < count; call++) {
                Kind kind = Kind.values()[in.readByte()];
                calls.add(new DiskCall(kind, in.readUTF(), in.readUTF(), in.readLong(), readBytes(in, pieces)));
            }
        }
        return new Recording(calls);
    }

    void write(OutputStream to) throws IOException {
        Map<ByteBuffer, Integer> pieces = new HashMap<>();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(to))) {
            out.writeInt(calls.size());
            for (DiskCall call : calls) {
                out.writeByte(call.kind().ordinal());
                out.writeUTF(call.name());
                out.writeUTF(call.other());
                out.writeLong(call.at());
                writeBytes(out, call.bytes(), pieces);
            }
        }
    }

    private static byte[] readBytes(DataInputStream in, List<byte[]> pieces) throws IOException {
        int length = in.readInt();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length);
        while (bytes.size() < length) {
            int number = in.readInt();
            if (number == pieces.size()) {
                pieces.add(in.readNBytes(Math.min(PIECE, length - bytes.size())));
            }
            bytes.writeBytes(pieces.get(number));
        }
        return bytes.toByteArray();
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes, Map<ByteBuffer, Integer> pieces)
            throws IOException {
        out.writeInt(bytes.length);
        for (int at = 0; at < bytes.length; at += PIECE) {
            ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(PIECE, bytes.length - at));
            Integer known = pieces.get(piece);
            out.writeInt(known == null ? pieces.size() : known);
            if (known == null) {
                pieces.put(piece, pieces.size());
                out.write(bytes, at, piece.remaining());
            }
        }
    }
}
