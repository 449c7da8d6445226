package dev.rollcall.disklab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The notes of some work, one line each, in a file of their own: so they stand between its calls. */
final class Notebook implements AutoCloseable {

    private final FileChannel file;

    private Notebook(FileChannel file) {
        this.file = file;
    }

    static Notebook open(Path path) throws IOException {
        return new Notebook(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE));
    }

    /** Work of one transaction begins. */
    void begin(String work) {
        note("begin " + work);
    }

    /** It is done, and the journal holds what has this digest. */
    void done(String state) {
        note("done " + state);
    }

    /** An event that the next work stores: in these words, and whether it travels. */
    void seen(String id, boolean travels, String words) {
        note("seen " + id + " " + travels + " " + words);
    }

    /** The next work may settle it. */
    void settling(String id) {
        note("settling " + id);
    }

    /** The next work may block it. */
    void blocking(String id) {
        note("blocking " + id);
    }

    /** The next work may prune what is old and settled. */
    void pruning() {
        note("pruning");
    }

    private void note(String line) {
        try {
            file.write(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
