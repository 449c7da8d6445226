package dev.rollcall.agent.sqlite;

import static dev.rollcall.agent.testing.Events.SEEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rollcall.agent.journal.PushBook;
import dev.rollcall.agent.journal.PushBook.Posted;
import dev.rollcall.agent.journal.PushBook.Posts;
import dev.rollcall.agent.journal.PushBook.PushTarget;
import dev.rollcall.agent.journal.PushBook.PushTarget.State;
import org.junit.jupiter.api.Test;

class SqlitePushBookTest extends StoreFixture {

    @Test
    void target_isKept_replaced_andForgotten() {
        PushBook book = store.pushes();
        PushTarget first = new PushTarget("front", "10.0.0.5", true, SEEN, null, State.HELD, null, 7);
        PushTarget second = new PushTarget("front", "10.0.0.6", false, SEEN, SEEN, State.TAKEN, SEEN.plusSeconds(1), 8);

        assertThat(book.target("front")).isNull();
        book.told(first);
        assertThat(book.target("front")).isEqualTo(first);
        book.told(second);
        assertThat(book.target("front")).isEqualTo(second);
        assertThat(book.forget("front")).isTrue();
        assertThat(book.forget("front")).isFalse();
        assertThat(book.target("front")).isNull();
    }

    @Test
    void posts_areAddedUp_andTheLastTimesStay() {
        PushBook book = store.pushes();

        book.add("front", new Posts(2, 1, 0, SEEN, SEEN));
        book.add("front", new Posts(1, 0, 3, SEEN.plusSeconds(9), null));
        book.add(PushBook.NOBODY, new Posts(0, 0, 1, null, null));

        assertThat(book.posted())
                .containsExactly(
                        new Posted(PushBook.NOBODY, new Posts(0, 0, 1, null, null)),
                        new Posted("front", new Posts(3, 1, 3, SEEN.plusSeconds(9), SEEN)));
    }

    @Test
    void restarts_ofAnUnknownDevice_areNone_andTheLookMovesOn() {
        punches(1, 5);

        assertThat(store.pushes().restartsSince("10.9.9.9:80", 2)).isEqualTo(new PushBook.Restarts(false, 5));
    }
}
