package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.DEVICE;
import static dev.rollcall.agent.testing.Events.MORNING;
import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.JournalPage;
import dev.rollcall.agent.testing.Events;
import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.Observation;
import dev.rollcall.attendance.identity.EventIdentity;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The shortcut against the slow way: no page that it takes for unseen has an event with a candidate. */
class FirstSightTest {

    private static final int PAGES = 150;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shortcut_isExact(long seed) {
        Random random = new Random(seed);
        int unseen = 0;
        int stored = 0;
        try (Database database = Database.open(folder.resolve("journal.db"))) {
            new SqliteJournal(database, InstantSource.fixed(SEEN)).meet(Events.sight(DEVICE, "front"));
            for (int number = 0; number < PAGES; number++) {
                JournalPage page = page(random, number);
                boolean taken = database.transaction(session -> append(session, page));
                unseen += taken ? 1 : 0;
                stored += taken ? 0 : 1;
                Observation other = page.observations().get(0);
                database.transaction(session -> adoptAliasOfAnother(session, random, other));
            }
        }
        assertThat(unseen).isGreaterThan(PAGES / 10);
        assertThat(stored).isGreaterThan(PAGES / 10);
    }

    private static boolean append(Session session, JournalPage page) throws SQLException {
        boolean unseen = FirstSight.isOf(session, List.of(page));
        EventStore events = new EventStore(session);
        for (Observation seen : page.observations()) {
            if (unseen) {
                assertThat(events.candidates(seen)).isEmpty();
            }
            events.add(seen);
        }
        return unseen;
    }

    /** As a receiver does that knows an event under an id of its own. */
    private static boolean adoptAliasOfAnother(Session session, Random random, Observation seen) throws SQLException {
        long serial = 1 + random.nextInt(PAGES * 5);
        Observation later = Events.punch(DEVICE, serial, MORNING.plusSeconds(serial), "1", Channel.POLL);
        Long event = Statements.first(
                session,
                rows -> rows.getLong(1),
                "select seq from event where wall_clock = ? limit 1",
                EventRows.wall(seen.event().time().wallClock()));
        if (event != null) {
            EventStore.adoptAlias(session, EventIdentity.idOf(later.event()).hex(), event);
        }
        return true;
    }

    private static JournalPage page(Random random, int number) {
        long base = random.nextInt(3) == 0 ? random.nextInt(PAGES * 5) : number * 5L;
        boolean serialLess = random.nextInt(6) == 0;
        int kind = random.nextInt(8);
        // Re-prints, a log that began anew, and the usual.
        long shift = kind == 0 ? 3_600 : kind == 1 ? 86_400L * 40 : 0;
        List<Observation> seen = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            Long serial = base + i;
            LocalDateTime at = MORNING.plusSeconds(serial + shift);
            boolean without = serialLess && random.nextBoolean();
            seen.add(Events.punch(DEVICE, without ? null : serial, at, "1", Channel.POLL));
            if (random.nextInt(20) == 0) {
                seen.add(seen.get(seen.size() - 1));
            }
        }
        return new JournalPage(1, DEVICE, seen, List.of(), 0, null, SEEN);
    }
}
