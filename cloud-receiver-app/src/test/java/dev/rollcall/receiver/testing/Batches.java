package dev.rollcall.receiver.testing;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.exchange.BatchMessage;
import dev.rollcall.attendance.exchange.DeviceMessage;
import dev.rollcall.attendance.exchange.EventMessages;
import dev.rollcall.attendance.identity.EventIdentity;
import dev.rollcall.receiver.web.ExchangeJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Batches as an agent sends them. */
public final class Batches {

    private static final ExchangeJson JSON = new ExchangeJson();

    private Batches() {}

    public static byte[] of(DeviceKey device, Observation... observations) {
        return JSON.write(new BatchMessage(
                1,
                "batch-1",
                "agent-1",
                new DeviceMessage(device.value(), "front-door", "DS-K1T342MWX", "V4.48.40", "Asia/Colombo", -1.5),
                null,
                null,
                Stream.of(observations)
                        .map(seen -> EventMessages.toMessage(EventIdentity.idOf(seen.event()), seen))
                        .toList()));
    }

    public static byte[] of(Punch punch, List<Observation> observations) {
        return of(punch.device(), observations.toArray(Observation[]::new));
    }

    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }
}
