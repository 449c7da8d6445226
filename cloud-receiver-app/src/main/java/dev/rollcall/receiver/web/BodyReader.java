package dev.rollcall.receiver.web;

import dev.rollcall.receiver.config.RollcallSettings.Limits;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Reads JSON bodies, compressed or not, up to the limits and never beyond. */
final class BodyReader {

    private static final int SMALL = 1024 * 1024;

    private final Limits limits;

    BodyReader(Limits limits) {
        this.limits = limits;
    }

    byte[] read(HttpServletRequest request) throws IOException {
        String encoding = encoding(request);
        long compressed = limits.batchCompressed().toBytes();
        long inflated = limits.batchInflated().toBytes();
        if (encoding.equals("identity")) {
            // A body that is not compressed counts as inflated already.
            return read(request.getInputStream(), "rollcall.limits.batch-inflated", inflated);
        }
        byte[] body = read(request.getInputStream(), "rollcall.limits.batch-compressed", compressed);
        byte[] whole = inflate(body, inflated);
        checkRatio(body.length, whole.length);
        return whole;
    }

    /** What swells a thousandfold is no batch, whatever else is in it; small ones may be as repetitive as they like. */
    private void checkRatio(int compressed, int inflated) {
        if (inflated > SMALL && inflated / Math.max(1, compressed) > limits.batchRatio()) {
            throw new ProblemException(Problems.tooLarge("rollcall.limits.batch-ratio", limits.batchRatio()));
        }
    }

    private static String encoding(HttpServletRequest request) {
        String header = request.getHeader("Content-Encoding");
        String encoding = header == null ? "identity" : header.strip().toLowerCase(Locale.ROOT);
        if (!encoding.equals("identity") && !encoding.equals("gzip")) {
            throw new ProblemException(Problems.encodingNotSupported(encoding));
        }
        return encoding;
    }

    private static byte[] inflate(byte[] body, long limit) {
        try (GZIPInputStream stream = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return read(stream, "rollcall.limits.batch-inflated", limit);
        } catch (IOException broken) {
            throw new ProblemException(Problems.malformedBody(
                    "The body is not whole gzip although Content-Encoding says so. Send it again."));
        }
    }

    private static byte[] read(InputStream stream, String name, long limit) throws IOException {
        byte[] bytes = stream.readNBytes(Math.toIntExact(limit + 1));
        if (bytes.length > limit) {
            throw new ProblemException(Problems.tooLarge(name, limit));
        }
        return bytes;
    }
}
