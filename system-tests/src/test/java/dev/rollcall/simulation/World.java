package dev.rollcall.simulation;

import dev.rollcall.agent.collect.CollectPolicy;
import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.config.Secret;
import dev.rollcall.agent.reconcile.VerifyReport;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.access.KeptRow;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One run: devices, agents and a receiver, from nothing until all faults have ended and everything has arrived. */
final class World {

    private static final long HOUR = 3_600_000L;
    private static final long DAY = 24 * HOUR;
    private static final int DAYS_DATED_BACK = 12;
    private static final List<Instant> BEGINNINGS = List.of(
            Instant.parse("2026-03-05T10:00:00Z"),
            Instant.parse("2026-03-28T10:00:00Z"),
            Instant.parse("2026-10-24T10:00:00Z"),
            Instant.parse("2026-11-24T10:00:00Z"),
            Instant.parse("2026-12-30T10:00:00Z"));

    private final Schedule schedule;
    private final Defect defect;
    private final Chance chance;
    private final Dice dice;
    private final Trace trace;
    private final Timeline timeline;
    private final Truth truth = new Truth();
    private final Oracle oracle = new Oracle(this);
    private final Instant start;
    private final long horizon;
    private final long every;
    private final List<Address> addresses = new ArrayList<>();
    private final List<Branch> agents = new ArrayList<>();
    private final Map<String, Device> devices = new LinkedHashMap<>();
    private final Map<Device, Pusher> pushers = new LinkedHashMap<>();
    private final Map<String, KeptRow> parsed = new HashMap<>();
    private final Cloud cloud;
    private long netDownUntil;

    World(Schedule schedule, Defect defect, boolean written) {
        this.schedule = schedule;
        this.defect = defect;
        this.chance = new Chance(schedule);
        this.dice = new Dice(schedule.seed());
        this.trace = new Trace(written);
        this.timeline = new Timeline(dice.fork("timeline"));
        trace.under(timeline::now);
        Dice size = dice.fork("size");
        this.start = size.pick(BEGINNINGS).plusSeconds(size.below(86_400));
        long asSeeded = size.logUniform(2 * HOUR, 40 * DAY);
        this.horizon = schedule.hours() > 0 ? Math.min(asSeeded, schedule.hours() * HOUR) : asSeeded;
        this.every = Math.max(120_000, asSeeded / size.between(6, 30));
        this.cloud = new Cloud(this, dice.fork("receiver"));
    }

    /** Runs to the end. */
    Verdict run() {
        Violation violation = null;
        try {
            build();
            timeline.runUntil(horizon);
            calmDown();
            timeline.runUntil(horizon + untilAllHasArrived());
            agents.forEach(Branch::compareLately);
            new Shown(this).nothingIsMissing();
            Map<Branch, VerifyReport> reports = compareAll();
            new LastJudgement(this).judge(reports);
            new Shown(this).nothingIsStrange(reports.values());
            new Shown(this).nothingIsUnread();
        } catch (Violation broken) {
            violation = broken;
        } catch (RuntimeException surprise) {
            violation = new Violation("I8", "unforeseen: " + Verdict.brief(surprise));
        }
        return new Verdict(
                schedule,
                violation,
                chance.kinds(),
                chance.struck(),
                timeline.now(),
                trace.hash(),
                List.copyOf(trace.lines()),
                truth.all().size(),
                oracle.comparisons(),
                oracle.repairs());
    }

    private Map<Branch, VerifyReport> compareAll() {
        int days = (int) (timeline.now() / DAY) + DAYS_DATED_BACK;
        Map<Branch, VerifyReport> reports = new LinkedHashMap<>();
        agents.forEach(agent -> reports.put(agent, agent.compareAll(days)));
        return reports;
    }

    private void build() {
        Dice size = dice.fork("house");
        int count = 1 + (size.chance(0.4) ? 1 : 0) + (size.chance(0.15) ? 1 : 0);
        boolean posts = size.chance(0.6);
        for (int number = 0; number < count; number++) {
            String name = "door-" + number;
            DeviceConfig config =
                    new DeviceConfig(name, "10.0.0." + (number + 1), 80, "agent", Secret.of("pw"), null, null);
            addresses.add(new Address(config, newDevice(posts)));
        }
        cloud.start();
        int offices = chance.strikes(Fault.AGENT_SECOND) ? 2 : 1;
        for (int number = 0; number < offices; number++) {
            Dice own = dice.fork("agent " + number);
            Branch agent = new Branch(this, "agent-" + number, habits(own), own.fork("life"));
            agents.add(agent);
            agent.start();
        }
        Weather weather = new Weather(this, dice.fork("weather"), horizon);
        weather.begin();
        long gap = Math.max(20_000, horizon / size.between(4, 40));
        for (Address address : addresses) {
            weather.people(address, gap);
            weather.nightOfTheChange(address);
        }
    }

    private Branch.Habits habits(Dice own) {
        CollectPolicy collect = new CollectPolicy(
                Duration.ofMinutes(own.pick(List.of(5, 60, 300))),
                Duration.ofMinutes(2),
                Duration.ofHours(own.pick(List.of(6, 24))),
                own.pick(List.of(5, 20, 200)),
                4);
        return new Branch.Habits(
                every,
                collect,
                own.pick(List.of(1, 3, 10, 50)),
                Duration.ofDays(own.pick(List.of(3, 90))),
                own.chance(0.3));
    }

    /** Makes another terminal; it posts to the receiver if terminals here do. */
    Device newDevice(boolean posts) {
        int number = devices.size();
        String key = String.format("SIM%06d", number);
        Dice own = dice.fork(key);
        Device device = new Device(Nature.of(chance, own, key), truth, start, timeline::now, own.fork("life"));
        devices.put(key, device);
        if (chance.strikes(Fault.DEVICE_CLOCK_DRIFTS)) {
            device.drift((own.unit() - 0.5) / 500);
        }
        if (posts && !chance.strikes(Fault.PUSH_SILENT)) {
            Pusher pusher = new Pusher(this, device, own.fork("posts"));
            pushers.put(device, pusher);
            cloud.register(device);
            pusher.begin();
            device.tell(pusher::happened);
        }
        return device;
    }

    private void calmDown() {
        chance.calmDown();
        trace.note("all faults end");
        netDownUntil = 0;
        addresses.forEach(Address::heal);
        agents.forEach(Branch::heal);
        cloud.heal();
        agents.stream().filter(agent -> !agent.isUp()).forEach(Living::start);
        // Each time another version of the receiver, and something to tell it.
        for (int number = 0; number < 2; number++) {
            timeline.once(number * untilAllHasArrived() / 3, null, cloud::upgrade);
            for (Address address : addresses) {
                timeline.once(
                        1_000 + number * untilAllHasArrived() / 3,
                        null,
                        () -> address.device().log(Truth.Kind.FACE, "4711", true));
            }
        }
    }

    /** The longest pause of a relay, two sweeps that are as far apart as two readings must be to agree, and what passes need. */
    private long untilAllHasArrived() {
        long sweep = agents.stream()
                .mapToLong(agent -> agent.habits().collect().sweepEvery().toMillis())
                .max()
                .orElse(DAY);
        return 2 * sweep + 12 * HOUR + 3 * pause(every) + 4 * HOUR;
    }

    Instant start() {
        return start;
    }

    Schedule schedule() {
        return schedule;
    }

    Defect defect() {
        return defect;
    }

    Chance chance() {
        return chance;
    }

    Trace trace() {
        return trace;
    }

    Timeline timeline() {
        return timeline;
    }

    Truth truth() {
        return truth;
    }

    Oracle oracle() {
        return oracle;
    }

    Cloud cloud() {
        return cloud;
    }

    List<Address> addresses() {
        return addresses;
    }

    List<Branch> agents() {
        return agents;
    }

    Device deviceOf(DeviceKey key) {
        return devices.get(key.value());
    }

    /** Returns how a device posts; null if it does not. */
    Pusher pusher(Device device) {
        return pushers.get(device);
    }

    List<Pusher> pushers() {
        return List.copyOf(pushers.values());
    }

    void stopNet(long until) {
        netDownUntil = until;
    }

    boolean isNetDown() {
        return timeline.now() < netDownUntil;
    }

    /** Returns how long somebody waits from one time to the next: once nothing goes wrong any more two hours at least. */
    long pause(long usual) {
        return chance.isCalm() ? Math.max(usual, 2 * HOUR) : usual;
    }

    /** Returns after how long somebody who has nothing to do looks again. */
    long idle() {
        return chance.isCalm() ? HOUR : Math.max(30_000, every / 2);
    }

    /** Tells whether a device that answers at some address still shows an event. */
    boolean isShown(Truth.Happening event) {
        return event.inLog
                && addresses.stream()
                        .map(Address::device)
                        .anyMatch(device -> device.nature().key().equals(event.device)
                                && device.nature().unreadable() != event.major);
    }

    /** Reads the bytes of a row, once. */
    KeptRow parsed(String row) {
        return parsed.computeIfAbsent(row, text -> KeptRow.read(RawBytes.of(text.getBytes(StandardCharsets.UTF_8))));
    }

    /** Tells whether a device prints enough for its times to be told exactly. */
    boolean tellsTime(String device) {
        Nature nature = devices.get(device).nature();
        boolean steady = devices.get(device).zone().getRules().isFixedOffset();
        return nature.offset() != Nature.Offset.FACTORY
                && devices.get(device).zone().equals(nature.zone())
                && (steady || nature.printing() == Nature.Printing.AS_LOGGED || nature.offset() == Nature.Offset.TRUE);
    }
}
