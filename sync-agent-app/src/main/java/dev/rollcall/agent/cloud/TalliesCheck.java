package dev.rollcall.agent.cloud;

import dev.rollcall.attendance.exchange.TalliesAnswer;
import dev.rollcall.attendance.exchange.TalliesAnswer.Difference;
import dev.rollcall.attendance.exchange.TalliesAnswer.Held;
import dev.rollcall.attendance.exchange.TalliesMessage.Count;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells whether an answer to tallies has all that it must have. It is decoded from JSON of unknown origin: any field may be null. */
// Whatever their types say.
@SuppressWarnings({"ConstantConditions", "NullableProblems"})
final class TalliesCheck {

    private TalliesCheck() {}

    static boolean isWhole(TalliesAnswer answer) {
        return answer.store() != null
                && answer.differing() != null
                && answer.differing().stream().allMatch(TalliesCheck::isWhole);
    }

    private static boolean isWhole(@Nullable Difference one) {
        return one != null
                && one.device() != null
                && one.state() != null
                && all(one.tallies(), TalliesCheck::isWhole)
                && all(one.missing(), Objects::nonNull)
                && all(one.events(), TalliesCheck::isWhole);
    }

    private static boolean isWhole(@Nullable Count count) {
        return count != null && count.hash() != null;
    }

    private static boolean isWhole(@Nullable Held held) {
        return held != null && held.id() != null && held.content() != null && held.wallClock() != null;
    }

    private static <T> boolean all(@Nullable List<T> list, Predicate<T> whole) {
        return list == null || list.stream().allMatch(whole);
    }
}
