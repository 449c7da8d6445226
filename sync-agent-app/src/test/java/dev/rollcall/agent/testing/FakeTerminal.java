package dev.rollcall.agent.testing;

import dev.rollcall.agent.collect.EventSource;
import dev.rollcall.agent.collect.LogQuery;
import dev.rollcall.agent.collect.SourceClock;
import dev.rollcall.agent.collect.SourceException;
import dev.rollcall.agent.collect.SourceIdentity;
import dev.rollcall.agent.collect.SourcePage;
import dev.rollcall.agent.collect.SourcePages;
import dev.rollcall.agent.collect.TranslatedPage;
import dev.rollcall.agent.journal.QuarantinedRecord;
import dev.rollcall.agent.journal.RecordContext;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.ClockOffset;
import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.attendance.event.DeviceZone;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.event.Zones;
import dev.rollcall.attendance.window.DeviceClock;
import dev.rollcall.attendance.window.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A terminal without a network, for simulations: events, a clock, small pages, and faults on demand. */
public final class FakeTerminal implements EventSource {

    private static final ZoneId ZONE = ZoneId.of("Asia/Colombo");

    private final InstantSource clock;
    private final int pageSize;
    private final List<Observation> log = new ArrayList<>();
    private final List<LogQuery> queries = new ArrayList<>();
    private DeviceKey key = Events.DEVICE;
    private final Map<Long, LocalDateTime> wallClocks = new HashMap<>();
    private int ring = Integer.MAX_VALUE;
    private long oldestWhenMet = -1;
    private long serial;
    private int shiftsLeft;
    private int busyFor;
    private int identifications;
    private long connections = 1;
    private @Nullable Long pageConnection;
    private boolean away;
    private boolean bySerial;
    private boolean unnumbered;
    private Duration ahead = Duration.ZERO;
    private @Nullable Long capacity;
    private boolean totals = true;
    private boolean endSecond;
    private boolean promising;
    private boolean serialsRefused;
    private Set<Integer> refusedMajors = Set.of();
    private Set<Long> garbled = Set.of();

    public FakeTerminal(InstantSource clock, int pageSize) {
        this.clock = clock;
        this.pageSize = pageSize;
    }

    /** Somebody is recognised now. */
    public void punch() {
        punchAt(now());
    }

    /** Somebody is recognised now, and the clock is wrong. */
    public void punchAt(LocalDateTime wallClock) {
        serial++;
        log(Events.punchSeen(key, unnumbered ? null : serial, wallClock, clock.instant()));
    }

    /** The next answers say that it is busy. */
    public void beBusy(int answers) {
        busyFor = answers;
    }

    /** What comes from now on comes over a new connection. */
    public void reconnect() {
        connections++;
    }

    /** Pages say from now on that they came over this connection. */
    public void pagesCameOver(Long connection) {
        pageConnection = connection;
    }

    /** Another device answers from now on. */
    public void become(DeviceKey other) {
        key = other;
    }

    public int identifications() {
        return identifications;
    }

    /** The door is opened now. */
    public void door() {
        log(Events.door(key, ++serial, now()));
    }

    /** The log holds so many events, and then the newest overwrites the oldest. */
    public void ringOf(int events) {
        ring = events;
        capacity = (long) events;
    }

    /** Somebody deletes these events on the device. */
    public void delete(long first, long last) {
        log.removeIf(seen -> seen.event().serialNo() >= first && seen.event().serialNo() <= last);
    }

    /** Nobody understands how these records are written any more; or with none, all is understood. */
    public void garble(Long... serials) {
        garbled = Set.of(serials);
    }

    public long oldestSerial() {
        Long oldest = log.isEmpty() ? null : log.get(0).event().serialNo();
        return oldest == null ? 0 : oldest;
    }

    public long newestSerial() {
        return serial;
    }

    /** How many events were overwritten before anybody asked who it is. */
    public long lostBeforeMet() {
        return Math.max(0, oldestWhenMet - 1);
    }

    public @Nullable LocalDateTime wallClockOf(long serialNo) {
        return wallClocks.get(serialNo);
    }

    private void log(Observation seen) {
        log.add(seen);
        wallClocks.put(serial, seen.event().time().wallClock());
        if (log.size() > ring) {
            log.remove(0);
        }
    }

    public void goAway(boolean value) {
        away = value;
    }

    /** The log moves under the next pages. */
    public void shift(int times) {
        shiftsLeft = times;
    }

    /** The terminal does not say how many rows there are. */
    public void hideTotals() {
        totals = false;
    }

    /** The terminal does not take questions for these classes of events; 0 is all of them. */
    public void refuseMajors(Integer... majors) {
        refusedMajors = Set.of(majors);
    }

    /** The terminal says that it can be asked for serial numbers, and does not take such a question. */
    public void refuseSerials() {
        serialsRefused = true;
    }

    /** The terminal counts the second in at which a question ends. */
    public void countEndSecond() {
        endSecond = true;
    }

    /** The terminal goes on saying that there is more after its last row. */
    public void promiseMore() {
        promising = true;
    }

    /** The terminal's clock is ahead by so much from now on. */
    public void setAhead(Duration by) {
        ahead = by;
    }

    /** The terminal numbers nothing from now on. */
    public void numberNothing() {
        unnumbered = true;
    }

    /** The terminal can be asked for serial numbers. */
    public void searchBySerial() {
        bySerial = true;
    }

    /** The terminal prints all it holds under another offset from now on. */
    public void printShifted(Duration by) {
        log.replaceAll(seen -> new Observation(
                seen.event().printedAt(seen.event().time().wallClock().plus(by)),
                seen.channel(),
                seen.seenAt(),
                seen.clockOffset(),
                seen.raw()));
    }

    /** The oldest events are overwritten, so many are left. */
    public void overwriteAllBut(int kept) {
        log.subList(0, log.size() - kept).clear();
    }

    /** The log is cleared and numbers begin anew. */
    public void clearLog() {
        log.clear();
        serial = 0;
    }

    public List<LogQuery> queries() {
        return queries;
    }

    public int events() {
        return log.size();
    }

    @Override
    public SourceIdentity identify() {
        answer();
        identifications++;
        oldestWhenMet = oldestWhenMet < 0 ? oldestSerial() : oldestWhenMet;
        return new SourceIdentity(key, "fake", "1");
    }

    @Override
    public SourceClock clock() {
        answer();
        LocalDateTime now = now();
        return new SourceClock(
                new DeviceClock(now, ZONE.getRules().getOffset(now), clock.instant()), DeviceZone.of(ZONE));
    }

    @Override
    public boolean searchesBySerial() {
        return bySerial;
    }

    @Override
    public SourcePages open(LogQuery query) {
        queries.add(query);
        List<Observation> found =
                log.stream().filter(seen -> isAskedFor(query, seen)).toList();
        int[] position = {0};
        return () -> {
            answer();
            if (refusedMajors.contains(query.major()) || (serialsRefused && query instanceof LogQuery.BySerial)) {
                throw new SourceException(
                        SourceException.Kind.INVALID_REQUEST, "fake: no class " + query.major(), null);
            }
            int from = position[0];
            int to = Math.min(from + pageSize, found.size());
            position[0] = to;
            boolean shifted = shiftsLeft > 0 && shiftsLeft-- > 0;
            return new Page(
                    found.subList(from, to),
                    to == found.size(),
                    shifted,
                    promising && to == found.size(),
                    totals ? found.size() : null,
                    pageConnection,
                    garbled);
        };
    }

    @Override
    public long count(LogQuery query) {
        throw new SourceException(SourceException.Kind.UNSUPPORTED, "fake: cannot count", null);
    }

    @Override
    public String capabilities() {
        return "pages of " + pageSize;
    }

    @Override
    public @Nullable Long capacity() {
        return capacity;
    }

    @Override
    public long connections() {
        return connections;
    }

    @Override
    public void close() {
        away = true;
    }

    private boolean isAskedFor(LogQuery query, Observation seen) {
        if (query.major() != 0 && query.major() != seen.event().major()) {
            return false;
        }
        if (query instanceof LogQuery.BySerial bySerial) {
            Long serialNo = seen.event().serialNo();
            return serialNo != null && bySerial.range().contains(serialNo);
        }
        Slice slice = ((LogQuery.ByTime) query).slice();
        LocalDateTime wallClock = seen.event().time().wallClock();
        return slice.contains(wallClock) || (endSecond && wallClock.equals(slice.endExclusive()));
    }

    private LocalDateTime now() {
        return LocalDateTime.ofInstant(clock.instant(), ZONE).plus(ahead);
    }

    private void answer() {
        if (busyFor > 0) {
            busyFor--;
            throw new SourceException(SourceException.Kind.BUSY, "fake: busy", null);
        }
        if (away) {
            throw new SourceException(SourceException.Kind.UNAVAILABLE, "fake: away", null);
        }
    }

    private record Page(
            List<Observation> seen,
            boolean last,
            boolean shifted,
            boolean incomplete,
            @Nullable Integer totalMatches,
            @Nullable Long connection,
            Set<Long> garbled)
            implements SourcePage {

        @Override
        public int rows() {
            return seen.size();
        }

        @Override
        public TranslatedPage translate(
                DeviceKey device, Zones zones, @Nullable ClockOffset clockOffset, Instant seenAt) {
            RecordContext context = new RecordContext(null, null, clockOffset, Channel.POLL);
            Map<Boolean, List<Observation>> understood = seen.stream()
                    .collect(Collectors.partitioningBy(one -> one.event().serialNo() == null
                            || !garbled.contains(one.event().serialNo())));
            List<QuarantinedRecord> strange = understood.get(false).stream()
                    .map(one -> new QuarantinedRecord(
                            "garbled", one.raw(), context, one.event().serialNo()))
                    .toList();
            return new TranslatedPage(understood.get(true), strange, 0);
        }
    }
}
