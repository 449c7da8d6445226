package dev.rollcall.simulation;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.simulation.Truth.Happening;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** A terminal's way of posting events to the receiver by itself: at once, late, twice, in another order, or not at all. */
final class Pusher {

    /** Part of every picture, and of nothing else. */
    static final String FACE = "THIS-IS-A-FACE";

    private static final String PARTS = "multipart/form-data; boundary=MIME_boundary";
    private static final int MOST_TRIES = 12;

    private final World world;
    private final Device device;
    private final Dice dice;
    private final Deque<Post> queue = new ArrayDeque<>();
    private Timeline.Work work;

    private record Post(Happening event, String type, byte[] body) {}

    Pusher(World world, Device device, Dice dice) {
        this.world = world;
        this.device = device;
        this.dice = dice;
    }

    void begin() {
        work = world.timeline().after(0, null, this::post);
    }

    /** An event has happened. */
    void happened(Happening event) {
        Chance chance = world.chance();
        if (chance.strikes(Fault.PUSH_LOST)) {
            return;
        }
        Post post = post(event, device.nature().key());
        if (chance.strikes(Fault.PUSH_LATE)) {
            world.timeline()
                    .once(chance.of(Fault.PUSH_LATE).logUniform(60_000, 3 * 86_400_000L), null, () -> add(post));
        } else {
            add(post);
        }
        if (chance.strikes(Fault.PUSH_TWICE)) {
            add(post);
        }
        if (chance.strikes(Fault.PUSH_HEARTBEAT)) {
            add(new Post(null, "application/json", bytes("{\"eventType\":\"heartBeat\",\"eventState\":\"active\"}")));
        }
    }

    /** Somebody who knows the address posts what never happened, or another person for what did. */
    void forge() {
        Dice forger = world.chance().of(Fault.PUSH_FORGED);
        boolean real = forger.chance(0.5) && !device.log().isEmpty();
        Happening model = real ? device.log().get(device.log().size() - 1).event() : null;
        long serial = model == null ? 70_000 + forger.below(1_000) : model.serial;
        Happening forged = world.truth()
                .forge(device.nature().key(), serial, world.timeline().now(), "666");
        forged.firstPrinted = model == null ? device.wallClock() : model.firstPrinted;
        forged.printed.add(forged.firstPrinted);
        add(post(forged, device.nature().key()));
    }

    /** A body of this terminal that comes to the address of another. */
    void misdirect(Happening event, Pusher other) {
        other.add(post(event, device.nature().key()));
    }

    /** The device was without power: what it had not posted is gone. */
    void forget() {
        queue.clear();
    }

    private void add(Post post) {
        if (world.chance().strikes(Fault.PUSH_REORDERED)) {
            queue.addFirst(post);
        } else {
            queue.addLast(post);
        }
        work.wake();
    }

    private long post() {
        int tries = 0;
        while (!queue.isEmpty()) {
            Post post = queue.peekFirst();
            if (!isTaken(post)) {
                return ++tries > MOST_TRIES ? world.idle() : dice.logUniform(2_000, 600_000);
            }
            queue.remove(post);
        }
        return world.idle();
    }

    private boolean isTaken(Post post) {
        if (world.isNetDown() || world.chance().strikes(Fault.NET_REFUSED)) {
            return false;
        }
        try {
            world.cloud().posted(DeviceKey.of(device.nature().key()), post.type(), post.body());
        } catch (Crash crash) {
            crash.process().die();
            return false;
        } catch (Cloud.Away away) {
            return false;
        }
        world.trace().note(device.nature().key(), "posts", post.event() == null ? -1 : post.event().tag);
        if (world.chance().strikes(Fault.NET_ANSWER_LOST)) {
            return false;
        }
        if (post.event() != null) {
            world.oracle().pushTaken(post.event(), device);
        }
        return true;
    }

    private Post post(Happening event, String shortSerial) {
        String json = json(event, shortSerial);
        if (!world.chance().strikes(Fault.PUSH_PICTURE)) {
            return new Post(event, "application/json", bytes(json));
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(bytes("--MIME_boundary\r\nContent-Disposition: form-data; name=\"event_log\"\r\n"
                + "Content-Type: application/json\r\n\r\n" + json + "\r\n"));
        body.writeBytes(bytes("--MIME_boundary\r\nContent-Disposition: form-data; name=\"Picture\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n"));
        body.writeBytes(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0});
        body.writeBytes(bytes(FACE + "\r\n--MIME_boundary--\r\n"));
        return new Post(event, PARTS, body.toByteArray());
    }

    private String json(Happening event, String shortSerial) {
        boolean mayLackIt = device.nature().printing() == Nature.Printing.AS_LOGGED;
        boolean lacksIt = mayLackIt && world.chance().strikes(Fault.PUSH_WITHOUT_SERIAL);
        boolean numbered = device.nature().serials() && !lacksIt;
        StringBuilder text =
                new StringBuilder(300).append("{\"ipAddress\":\"192.0.0.64\",\"portNo\":80,\"dateTime\":\"");
        text.append(event.readable ? Device.time(event.firstPrinted, device.printedOffset()) : "yesterday");
        text.append("\",\"activePostCount\":1,\"eventType\":\"AccessControllerEvent\",\"eventState\":\"active\",");
        text.append("\"shortSerialNumber\":\"").append(shortSerial).append("\",\"AccessControllerEvent\":{");
        text.append("\"majorEventType\":")
                .append(event.major)
                .append(",\"subEventType\":")
                .append(event.minor);
        Device.person(text, event);
        if (numbered) {
            text.append(",\"serialNo\":").append(event.serial);
        }
        return text.append(",\"doorNo\":1,\"cardReaderNo\":1,\"verifyNo\":")
                .append(event.tag)
                .append("}}")
                .toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
