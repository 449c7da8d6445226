package dev.rollcall.simulation;

import dev.rollcall.agent.collect.EventSource;
import dev.rollcall.agent.collect.LogQuery;
import dev.rollcall.agent.collect.SourceClock;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.SourceException.Kind;
import dev.rollcall.agent.collect.SourceIdentity;
import dev.rollcall.agent.collect.SourcePage;
import dev.rollcall.agent.collect.SourcePages;
import dev.rollcall.agent.isapi.IsapiPage;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.window.DeviceClock;
import dev.rollcall.isapi.RawBytes;
import dev.rollcall.isapi.access.EventPage;
import dev.rollcall.isapi.access.EventRecord;
import dev.rollcall.isapi.access.KeptRow;
import dev.rollcall.isapi.access.UnreadableRecord;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The way from an agent to a terminal. Pages keep what the client promises of them: the edge of the page before is read again, and a log
 * that moved is told. Rows are read and translated by the product's own code.
 */
final class Wire implements EventSource {

    private final World world;
    private final Branch agent;
    private final Address address;
    private final Dice dice;
    private Device linked;
    private long connections;

    Wire(World world, Branch agent, Address address, Dice dice) {
        this.world = world;
        this.agent = agent;
        this.address = address;
        this.dice = dice;
    }

    @Override
    public SourceIdentity identify() {
        return ask("identify", device -> new SourceIdentity(device.key(), "simulated", "1"));
    }

    @Override
    public SourceClock clock() {
        return ask("clock", device -> {
            world.oracle().clockRead(agent, device);
            DeviceClock clock = new DeviceClock(device.wallClock(), device.printedOffset(), agent.instant());
            return new SourceClock(clock, device.nature().tellsZone() ? DeviceZone.of(device.zone()) : null);
        });
    }

    @Override
    public boolean searchesBySerial() {
        return ask("capabilities", device -> device.nature().serialSearch());
    }

    @Override
    public SourcePages open(LogQuery query) {
        return new Pages(query);
    }

    @Override
    public long count(LogQuery query) {
        return ask("count", device -> {
            if (!device.nature().counts()) {
                throw failure(Kind.UNSUPPORTED, "it cannot count");
            }
            return (long) rows(device, query).size();
        });
    }

    @Override
    public String capabilities() {
        return "simulated";
    }

    @Override
    public Long capacity() {
        return linked == null ? null : Long.valueOf(linked.nature().ring());
    }

    @Override
    public long connections() {
        return connections;
    }

    @Override
    public void close() {
        linked = null;
    }

    private <T> T ask(String what, Function<Device, T> answer) {
        agent.mayDie(what);
        world.oracle().asked(agent);
        world.timeline().spend(dice.between(20, 2_000));
        try {
            refuseOnTheWay();
            T told = answer.apply(connected());
            if (world.chance().strikes(Fault.DEVICE_CUT)) {
                throw failure(Kind.UNAVAILABLE, "the connection broke off");
            }
            agent.mayDie(what + " answered");
            return told;
        } catch (SourceException failed) {
            world.trace().note(agent.name(), what + " fails: " + failed.kind());
            if (failed.kind() != Kind.BUSY
                    && failed.kind() != Kind.INVALID_REQUEST
                    && failed.kind() != Kind.UNSUPPORTED) {
                linked = null;
            }
            throw failed;
        }
    }

    private void refuseOnTheWay() {
        long now = world.timeline().now();
        Chance chance = world.chance();
        if (address.isAway(now)) {
            throw failure(Kind.UNAVAILABLE, "it does not answer");
        }
        if (address.isLocked(now)) {
            throw failure(Kind.REFUSED, "the account is locked");
        }
        if (chance.strikes(Fault.DEVICE_BUSY)) {
            throw failure(Kind.BUSY, "it is busy");
        }
        if (chance.strikes(Fault.DEVICE_REFUSES)) {
            throw failure(Kind.REFUSED, "it takes no old nonce");
        }
        if (chance.strikes(Fault.DEVICE_LOCKED)) {
            address.lock(now + 30 * 60_000L);
            throw failure(Kind.REFUSED, "the account is locked");
        }
        if (chance.strikes(Fault.DEVICE_STRANGE_ANSWER)) {
            throw failure(Kind.UNEXPECTED, "a page of HTML");
        }
    }

    private Device connected() {
        if (linked == null || linked != address.answering() || dice.chance(0.02)) {
            connections++;
            linked = address.answering();
        }
        return linked;
    }

    private SourceException failure(Kind kind, String reason) {
        return new SourceException(kind, address.config().name() + ": " + reason, null);
    }

    private List<Row> rows(Device device, LogQuery query) {
        Nature nature = device.nature();
        boolean refused = (query.major() == 0 && !nature.allClasses())
                || (query.major() != 0 && query.major() == nature.unreadable());
        if (refused) {
            throw failure(Kind.INVALID_REQUEST, "it takes no class " + query.major());
        }
        if (query instanceof LogQuery.BySerial bySerial) {
            return device.numbered(bySerial.range().first(), bySerial.range().last(), query.major());
        }
        LogQuery.ByTime byTime = (LogQuery.ByTime) query;
        boolean foreign = device.printedOffset() != null && !byTime.offset().equals(device.printedOffset());
        return nature.picky() && foreign
                ? List.of()
                : device.between(byTime.slice().startInclusive(), byTime.slice().endExclusive(), query.major());
    }

    /** The pages of one search. */
    private final class Pages implements SourcePages {

        private final LogQuery query;
        private int position;
        private String edge;

        Pages(LogQuery query) {
            this.query = query;
        }

        @Override
        public SourcePage next() {
            return ask("page", device -> new IsapiPage(page(device), connections));
        }

        private EventPage page(Device device) {
            List<Row> found = rows(device, query);
            if (edge != null && !isEdge(device, found)) {
                return new EventPage(query.major(), position, List.of(), List.of(), 0, null, null, true, true, false);
            }
            Chance chance = world.chance();
            int left = found.size() - position;
            int most = device.nature().pageSize();
            int size = Math.min(left, chance.strikes(Fault.PAGE_SHORT) ? 1 + dice.below(most) : most);
            boolean empty = chance.strikes(Fault.PAGE_PROMISES_MORE);
            List<EventRecord> records = new ArrayList<>();
            List<UnreadableRecord> unreadable = new ArrayList<>();
            for (Row row : found.subList(position, position + (empty ? 0 : size))) {
                read(device, row, records, unreadable);
            }
            int from = position;
            position += empty ? 0 : size;
            boolean last = empty || position >= found.size();
            world.trace().note(agent.name(), "page", from, position, found.size(), last ? 1 : 0);
            world.trace().explain(() -> device.key() + " " + query + " at " + device.wallClock());
            return new EventPage(
                    query.major(), from, records, unreadable, 0, "", total(device, found), last, false, empty);
        }

        private boolean isEdge(Device device, List<Row> found) {
            return found.size() >= position
                    && device.text(found.get(position - 1)).equals(edge)
                    && !world.chance().strikes(Fault.PAGE_REPEATED);
        }

        private void read(Device device, Row row, List<EventRecord> records, List<UnreadableRecord> unreadable) {
            edge = device.text(row);
            KeptRow kept = world.parsed(edge);
            if (kept.record() == null) {
                unreadable.add(
                        new UnreadableRecord(kept.problem(), RawBytes.of(edge.getBytes(StandardCharsets.UTF_8))));
            } else {
                records.add(kept.record());
            }
        }

        private Integer total(Device device, List<Row> found) {
            if (!device.nature().totals()) {
                return null;
            }
            return world.chance().strikes(Fault.TOTAL_WRONG)
                    ? dice.below(2) * (found.size() + dice.below(9))
                    : found.size();
        }
    }
}
