package dev.rollcall.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** B8: the batches of B1 into a database that has many events, beside the same into one that has none. */
final class GrowthBench {

    private static final int SIZE = 100;
    private static final int SENDERS = 4;
    private static final int DEVICES = 1000;
    private static final int MONTHS = 12;
    private static final int CHUNK = 500_000;

    private final BenchHouse house;
    private final List<Lap> empty = new ArrayList<>();
    private final List<Lap> full = new ArrayList<>();

    GrowthBench(BenchHouse house) {
        this.house = house;
    }

    String run() throws Exception {
        int rows = house.number("rows", 1_000_000);
        int events = house.number("events", 40_000);
        int rounds = house.number("rounds", 5);
        LocalDateTime begun = PunchMaker.thisMonth().minusMonths(MONTHS);
        int step = (int) (Duration.between(begun, PunchMaker.thisMonth()).toSeconds() / (rows / DEVICES));
        PunchMaker punches = new PunchMaker(begun, step);
        try (BenchPostgres postgres = BenchPostgres.start()) {
            postgres.create("little");
            postgres.create("much");
            try (ServingReceiver little = ServingReceiver.start(house, "b8-little", postgres.options("little"));
                    ServingReceiver much = ServingReceiver.start(house, "b8-much", postgres.options("much"))) {
                String littleToken = little.administer("token", "add", "--role", "agent", "bench");
                String muchToken = much.administer("token", "add", "--role", "agent", "bench");
                fill(postgres, "little", 0, begun, step);
                fill(postgres, "much", rows, begun, step);
                int batches = events / SIZE;
                for (int round = -2; round < rounds; round++) {
                    long first = rows / DEVICES + 1 + (round + 2L) * SIZE * (batches / DEVICES + 1);
                    note(round, empty, lap(postgres, little, load(punches, first, batches, littleToken)));
                    note(round, full, lap(postgres, much, load(punches, first, batches, muchToken)));
                }
            }
        }
        return text(rows);
    }

    private static void note(int round, List<Lap> laps, Lap lap) {
        if (round >= 0) {
            laps.add(lap);
        }
    }

    /** Batches of all devices in turn, each going on where the device was. */
    private static BatchLoad load(PunchMaker punches, long first, int batches, String token) throws Exception {
        BatchLoad load = new BatchLoad(SIZE);
        for (int batch = 0; batch < batches; batch++) {
            long serial = first + (long) (batch / DEVICES) * SIZE;
            load.add(punches.batch(batch % DEVICES, serial, SIZE), token, false);
        }
        return load;
    }

    private static Lap lap(BenchPostgres postgres, ServingReceiver receiver, BatchLoad load) throws Exception {
        return Lap.of(SENDERS, receiver::processor, postgres::processor, load.sending(receiver.port(), SENDERS));
    }

    /** Fills the tables as if each device had logged a punch every so many seconds, in the order of time. */
    private static void fill(BenchPostgres postgres, String database, int rows, LocalDateTime begun, int step)
            throws SQLException {
        long start = begun.toEpochSecond(java.time.ZoneOffset.UTC);
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into rollcall.device (device_key, name_given, acknowledged, created_at)"
                    + " select 'BEN' || lpad((d)::text, 6, '0'), false, false, 0 from generate_series(0, "
                    + (DEVICES - 1)
                    + ") d order by d");
            YearMonth month = YearMonth.from(begun);
            for (int number = 0; number <= MONTHS; number++) {
                partition(statement, month.plusMonths(number));
            }
            for (int from = 0; from < rows; from += CHUNK) {
                int to = Math.min(from + CHUNK, rows);
                String source = " from (select g, g % " + DEVICES
                        + " + (select min(id) from rollcall.device) as device, g / "
                        + DEVICES + " + 1 as serial, " + start + "::bigint + (g / " + DEVICES + " + 1) * " + step
                        + " as wall from generate_series(" + from + ", " + (to - 1) + ") g) s";
                String monthOf = "to_char(to_timestamp(wall) at time zone 'UTC', 'YYYYMM')::int";
                statement.execute(
                        "insert into rollcall.event (id, wall_clock, serial_no, occurred_at, received_at, seen_at,"
                                + " device_id, month, revision, major, minor, door, reader, printed_offset, confirmed, public_id,"
                                + " content_digest, time_text, time_quality, employee_no, name, kind, verify_method, category, channel)"
                                + " select -" + rows
                                + " + g, wall, serial, (wall - 19800) * 1000, wall * 1000, wall * 1000, device, "
                                + monthOf
                                + ", 1, 5, 75, 1, 1, 19800, true, decode(md5(g::text), 'hex'), decode(md5(g::text), 'hex'),"
                                + " to_char(to_timestamp(wall) at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS') || '+05:30', 'OFFSET_ONLY',"
                                + " (1000 + g % 200)::text, 'Person ' || g % 200, 'UNSPECIFIED', 'FACE', 'PERSON', 'POLL'"
                                + source);
                statement.execute("insert into rollcall.event_raw (event_id, device_id, month, raw) select -" + rows
                        + " + g, device, " + monthOf
                        + ", convert_to(rpad('{\"serialNo\":' || serial || ',', 420, md5(g::text)), 'UTF8')"
                        + source);
                statement.execute(
                        "insert into rollcall.event_identity (wall_clock, serial_no, event_id, position, device_id,"
                                + " month, id) select wall, serial, -" + rows + " + g, g + 1, device, " + monthOf
                                + ", decode(md5(g::text), 'hex')" + source);
            }
            statement.execute("update rollcall.feed set position = " + rows);
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }

    private static void partition(Statement statement, YearMonth month) throws SQLException {
        int number = month.getYear() * 100 + month.getMonthValue();
        for (String table : List.of("event", "event_raw")) {
            statement.execute("create table if not exists rollcall." + table + "_" + number + " partition of rollcall."
                    + table + " for values in (" + number + ")");
        }
    }

    private String text(int rows) {
        Lap little = Lap.median(empty);
        Lap much = Lap.median(full);
        return BenchHouse.line(
                "Receiver as in B1, batches of %d of %,d devices in turn, %d senders. Middle of %d laps in turn.%n%n"
                        + "| Database | Events/s | Processor time an event |%n|---|---|---|%n| empty at first | %,.0f | %.1f us |%n"
                        + "| with %,d events of %d months | %,.0f | %.1f us |%n%nCost of an event: %.2f times by time, %.2f times by processor time.%n",
                SIZE,
                DEVICES,
                SENDERS,
                empty.size(),
                little.perSecond(),
                little.microsPerEvent(),
                rows,
                MONTHS,
                much.perSecond(),
                much.microsPerEvent(),
                little.perSecond() / much.perSecond(),
                much.microsPerEvent() / little.microsPerEvent());
    }
}
