package dev.rollcall.simulator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A captured answer to an AcsEvent search, served byte for byte at position 0. Later positions are answered with NO MATCH,
 * so that a captured first page of many still lets a client come to an end. Immutable.
 */
public final class ReplayedPage {
    private final byte[] body;

    private ReplayedPage(byte[] body) {
        this.body = body;
    }

    /** A page of these bytes, which need not be well-formed. */
    public static ReplayedPage of(byte[] body) {
        return new ReplayedPage(body.clone());
    }

    /**
     * Reads a page from a file: the body alone, or a captured HTTP answer, of which head and body are told apart by the
     * first blank line.
     *
     * @throws IOException if the file cannot be read
     */
    public static ReplayedPage read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.startsWith("HTTP/")) {
            return of(bytes);
        }
        String[] parts = text.split("\r?\n\r?\n", 2);
        return of(parts[parts.length - 1].getBytes(StandardCharsets.ISO_8859_1));
    }

    Answer answer() {
        return Answer.of(200, "application/json", body);
    }
}
