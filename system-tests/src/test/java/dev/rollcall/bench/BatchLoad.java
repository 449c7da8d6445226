package dev.rollcall.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/** Batches for a receiver, made beforehand and sent by several senders at once, each with a connection of its own. */
final class BatchLoad {

    private static final String PATH = "/api/attendance/backup-sync";

    private final List<byte[]> requests = new ArrayList<>();
    private final int size;

    BatchLoad(int size) {
        this.size = size;
    }

    void add(byte[] batch, String token, boolean zipped) throws IOException {
        String headers = "Authorization: Bearer " + token + "\r\n" + (zipped ? "Content-Encoding: gzip\r\n" : "");
        requests.add(RawHttp.post(PATH, headers, zipped ? gzip(batch) : batch));
    }

    /** Adds so many batches of one device. */
    void addAll(PunchMaker punches, int device, long firstSerial, int batches, String token, boolean zipped)
            throws IOException, JsonProcessingException {
        for (int batch = 0; batch < batches; batch++) {
            add(punches.batch(device, firstSerial + (long) batch * size, size), token, zipped);
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }

    /** Returns the sending, for {@link Lap#of}: each sender takes the batches whose number is its own modulo the senders. */
    Lap.Share sending(int port, int senders) {
        AtomicInteger bytes = new AtomicInteger();
        return sender -> {
            long stored = 0;
            try (RawHttp http = new RawHttp(port)) {
                for (int number = sender; number < requests.size(); number += senders) {
                    int status = http.send(requests.get(number));
                    bytes.addAndGet(requests.get(number).length);
                    String processed = "\"recordsProcessed\":" + size + ",";
                    if (status != 200 || !http.body().contains(processed)) {
                        throw new IllegalStateException(status + " " + http.body());
                    }
                    stored += size;
                }
            }
            return stored;
        };
    }
}
