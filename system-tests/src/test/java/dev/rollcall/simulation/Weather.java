package dev.rollcall.simulation;

import dev.rollcall.receiver.testing.InMemoryStore;
import dev.rollcall.simulation.Truth.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What happens to the house from outside: people come and go, power and networks fail, clocks are set, administrators act. */
final class Weather {

    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final int TICKS = 40;
    private static final int WORKERS_AT_NIGHT = 6;
    private static final List<String> PEOPLE = List.of("00012", "12", "7", "0007", "900", "31");
    private static final List<ZoneId> OTHER_ZONES =
            List.of(ZoneId.of("Asia/Dubai"), ZoneId.of("Europe/London"), ZoneId.of("Asia/Kolkata"));

    private final World world;
    private final Dice dice;
    private final long horizon;
    private final Map<Device, List<Row>> logImages = new HashMap<>();
    private final Map<Branch, Oracle.Image> diskImages = new HashMap<>();
    private final Set<Device> off = new HashSet<>();
    private InMemoryStore backup;
    private Set<Integer> backedUp = Set.of();

    Weather(World world, Dice dice, long horizon) {
        this.world = world;
        this.dice = dice;
        this.horizon = horizon;
    }

    void begin() {
        long tick = Math.max(60_000, horizon / TICKS);
        world.timeline().after(dice.between(1, tick), null, () -> {
            tick();
            return world.chance().isCalm() ? -1 : dice.between(tick / 2, tick * 3 / 2);
        });
    }

    /** People come to a door. */
    void people(Address address, long gap) {
        Dice own = dice.fork(address.config().name());
        world.timeline().after(own.exponential(gap), null, () -> {
            Chance chance = world.chance();
            if (chance.isCalm()
                    || world.truth().all().size() >= world.schedule().events()) {
                return -1;
            }
            if (!off.contains(address.device())) {
                somebody(address, own);
            }
            if (chance.strikes(Fault.EVENTS_FLOOD)) {
                int many = 15 + own.below(45);
                for (int number = 0; number < many; number++) {
                    world.timeline().once(number * 3_000L, null, () -> somebody(address, own));
                }
            }
            return own.exponential(gap);
        });
    }

    /** Some work in the night in which clocks are set for summer or winter, also in the hour that comes twice. */
    void nightOfTheChange(Address address) {
        Dice own = dice.fork("night at " + address.config().name());
        Instant end = world.start().plusMillis(horizon);
        ZoneOffsetTransition change = address.device().zone().getRules().nextTransition(world.start());
        if (change == null || change.getInstant().isAfter(end)) {
            return;
        }
        long at = Duration.between(world.start(), change.getInstant()).toMillis();
        for (int number = 0; number < WORKERS_AT_NIGHT; number++) {
            long millis = Math.max(0, at + own.between(-HOUR, 2 * HOUR));
            world.timeline().once(Math.min(millis, horizon), null, () -> {
                if (!world.chance().isCalm()) {
                    somebody(address, own);
                }
            });
        }
    }

    private void somebody(Address address, Dice own) {
        if (off.contains(address.device())
                || world.truth().all().size() >= world.schedule().events()) {
            return;
        }
        double which = own.unit();
        Kind kind = which < 0.6
                ? Kind.FACE
                : which < 0.7
                        ? Kind.CARD
                        : which < 0.75
                                ? Kind.REFUSED
                                : which < 0.9 ? Kind.DOOR : which < 0.97 ? Kind.LOGIN : Kind.CLOCK_SET;
        boolean readable = !world.chance().strikes(Fault.RECORD_UNREADABLE);
        Duration back = world.chance().strikes(Fault.EVENTS_BACKDATED)
                ? Duration.ofSeconds(world.chance().of(Fault.EVENTS_BACKDATED).logUniform(60, 10 * 86_400))
                : Duration.ZERO;
        Device device = address.device();
        Truth.Happening event = device.log(kind, kind.namesSomebody ? own.pick(PEOPLE) : null, readable, back);
        world.trace().note(device.nature().key(), "logs", event.tag, event.serial);
    }

    private void tick() {
        world.addresses().forEach(this::address);
        world.agents().forEach(this::agent);
        receiver();
    }

    private void address(Address address) {
        Chance chance = world.chance();
        long now = world.timeline().now();
        Device device = address.device();
        if (chance.strikes(Fault.DEVICE_AWAY)) {
            address.goAway(now + chance.of(Fault.DEVICE_AWAY).logUniform(30_000, Math.max(HOUR, horizon / 3)));
        }
        if (chance.strikes(Fault.DEVICE_OFF)) {
            powerOff(address, chance.of(Fault.DEVICE_OFF).logUniform(30_000, Math.max(HOUR, horizon / 4)));
        }
        log(address, device);
        clock(device);
        posts(device);
    }

    private void powerOff(Address address, long longest) {
        long millis = Math.max(1, Math.min(longest, horizon - world.timeline().now()));
        Device device = address.device();
        address.goAway(world.timeline().now() + millis);
        off.add(device);
        Pusher pusher = world.pusher(device);
        if (pusher != null) {
            pusher.forget();
        }
        world.trace().note(device.nature().key(), "has no power");
        world.timeline().once(millis, null, () -> {
            off.remove(device);
            if (world.chance().strikes(Fault.DEVICE_CLOCK_DEAD)) {
                Instant now = world.start().plusMillis(world.timeline().now());
                device.setClock(Duration.between(now, Device.NO_BATTERY).toMillis());
            }
            device.log(Kind.POWER_ON, null, true);
        });
    }

    private void log(Address address, Device device) {
        Chance chance = world.chance();
        String key = device.nature().key();
        if (chance.strikes(Fault.LOG_CLEARED)) {
            world.trace().note(key, "log is cleared");
            device.clearLog();
        }
        // The newest row that can be read stays: without it nobody could tell this from a log that was cleared.
        int newest = device.lastReadable();
        if (chance.strikes(Fault.LOG_ROWS_DELETED) && newest > 0) {
            Dice own = chance.of(Fault.LOG_ROWS_DELETED);
            world.trace().note(key, "rows are deleted");
            int from = own.below(newest);
            device.deleteRows(from, Math.min(1 + own.below(3), newest - from));
        }
        if (chance.strikes(Fault.LOG_RESTORED)) {
            List<Row> image = logImages.remove(device);
            if (image == null) {
                logImages.put(device, device.image());
            } else {
                world.trace().note(key, "log is restored", image.size());
                device.restore(image);
            }
        }
        if (chance.strikes(Fault.DEVICE_REPLACED)) {
            Device other = world.newDevice(world.pusher(device) != null);
            world.trace().note(key, "is replaced by " + other.nature().key());
            address.replaceBy(other);
        }
        // Two that turn round at once would turn twice within one question, which nobody could notice.
        if (chance.strikes(Fault.TWO_DEVICES) && !address.hasIntruder()) {
            Device intruder = world.newDevice(false);
            for (int number = 0; number < 5; number++) {
                intruder.log(Kind.FACE, "31", true);
            }
            address.intrude(intruder);
            long millis = chance.of(Fault.TWO_DEVICES).logUniform(HOUR, Math.max(2 * HOUR, horizon / 4));
            long until = world.timeline().now() + millis;
            Dice own = dice.fork("turns " + intruder.nature().key());
            world.timeline().after(0, null, () -> {
                address.turnRound();
                // It leaves as it came, with a turn.
                if (world.timeline().now() > until && address.answering() != intruder) {
                    address.intrude(null);
                }
                return address.hasIntruder() ? own.logUniform(10_000, 1_200_000) : -1;
            });
        }
    }

    private void clock(Device device) {
        Chance chance = world.chance();
        if (chance.strikes(Fault.DEVICE_CLOCK_STEPS)) {
            Dice own = chance.of(Fault.DEVICE_CLOCK_STEPS);
            if (own.chance(0.4)) {
                device.setClock(0);
                device.log(Kind.CLOCK_SET, null, true);
            } else {
                device.stepClock((own.chance(0.5) ? 1 : -1) * own.logUniform(60_000, 3 * DAY));
            }
            world.trace().note(device.nature().key(), "clock is set");
        }
        if (chance.strikes(Fault.ZONE_CHANGED)) {
            device.changeZone(chance.of(Fault.ZONE_CHANGED).pick(OTHER_ZONES));
            world.trace().note(device.nature().key(), "zone is changed");
        }
    }

    private void posts(Device device) {
        Chance chance = world.chance();
        Pusher pusher = world.pusher(device);
        if (pusher == null) {
            return;
        }
        if (chance.strikes(Fault.PUSH_FORGED)) {
            pusher.forge();
        }
        if (chance.strikes(Fault.PUSH_FOREIGN)
                && world.pushers().size() > 1
                && !device.log().isEmpty()) {
            Pusher other = world.pushers()
                    .get(chance.of(Fault.PUSH_FOREIGN).below(world.pushers().size()));
            if (other != pusher) {
                pusher.misdirect(device.log().get(0).event(), other);
            }
        }
    }

    private void agent(Branch agent) {
        Chance chance = world.chance();
        long now = world.timeline().now();
        if (chance.strikes(Fault.AGENT_CLOCK_JUMPS)) {
            Dice own = chance.of(Fault.AGENT_CLOCK_JUMPS);
            agent.shiftClock((own.chance(0.5) ? 1 : -1) * own.logUniform(60_000, 5 * 365 * DAY));
            world.trace().note(agent.name(), "clock jumps");
        }
        if (chance.strikes(Fault.AGENT_SUSPENDED)) {
            agent.sleep(now + chance.of(Fault.AGENT_SUSPENDED).logUniform(60_000, Math.max(HOUR, horizon / 4)));
        }
        if (chance.strikes(Fault.DISK_FULL)) {
            agent.fillDisk(now + chance.of(Fault.DISK_FULL).logUniform(60_000, Math.max(HOUR, horizon / 5)));
            world.trace().note(agent.name(), "disk is full");
        }
        if (chance.strikes(Fault.AGENT_IMAGE_RESTORED)) {
            Oracle.Image image = diskImages.remove(agent);
            if (image == null) {
                diskImages.put(agent, world.oracle().image(agent));
            } else {
                goBack(agent, image);
            }
        }
    }

    /** What an agent has under way would go on with what it has in memory; an image is put back when nothing is. */
    private void goBack(Branch agent, Oracle.Image image) {
        if (world.timeline().isUnderWay(agent)) {
            world.timeline().once(10_000, null, () -> goBack(agent, image));
            return;
        }
        world.trace().note(agent.name(), "goes back to an image");
        agent.restore(image.disk());
        world.oracle().restored(agent, image);
    }

    private void receiver() {
        Chance chance = world.chance();
        Cloud cloud = world.cloud();
        long now = world.timeline().now();
        if (chance.strikes(Fault.NET_DOWN)) {
            world.stopNet(now + chance.of(Fault.NET_DOWN).logUniform(30_000, Math.max(HOUR, horizon / 3)));
            world.trace().note("network is down");
        }
        if (chance.strikes(Fault.RECEIVER_CLOCK_JUMPS)) {
            Dice own = chance.of(Fault.RECEIVER_CLOCK_JUMPS);
            cloud.shiftClock((own.chance(0.5) ? 1 : -1) * own.logUniform(60_000, 5 * 365 * DAY));
        }
        if (chance.strikes(Fault.DATABASE_DOWN)) {
            cloud.stopDatabase(now + chance.of(Fault.DATABASE_DOWN).logUniform(30_000, Math.max(HOUR, horizon / 5)));
            world.trace().note("database is down");
        }
        if (chance.strikes(Fault.RECEIVER_RESTORED)) {
            backUpOrRestore(cloud);
        }
    }

    private void backUpOrRestore(Cloud cloud) {
        if (backup == null) {
            backup = cloud.disk().copy("backup");
            backedUp = tags(backup);
            return;
        }
        Set<Integer> lost = tags(cloud.disk());
        lost.addAll(world.oracle().pushed());
        lost.removeAll(backedUp);
        world.trace().note("receiver goes back to a backup");
        cloud.restore(backup, world.chance().of(Fault.RECEIVER_RESTORED).chance(0.7));
        world.oracle().receiverRestored(lost);
        backup = null;
    }

    private static Set<Integer> tags(InMemoryStore store) {
        Set<Integer> tags = new HashSet<>();
        store.kept().forEach(row -> tags.add(Truth.tagIn(row.raw().text())));
        return tags;
    }
}
