package dev.rollcall.receiver.dashboard;

import dev.rollcall.attendance.event.Channel;
import dev.rollcall.attendance.event.PunchKind;
import dev.rollcall.attendance.event.TimeQuality;
import dev.rollcall.attendance.event.VerifyMethod;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Facts in words for people. */
final class Words {

    private Words() {}

    static String ago(Instant then, Instant now) {
        long seconds = Duration.between(then, now).toSeconds();
        if (seconds < 0) {
            return "in the future";
        }
        if (seconds < 60) {
            return "just now";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min ago";
        }
        return seconds < 2 * 86_400 ? seconds / 3600 + " h ago" : seconds / 86_400 + " days ago";
    }

    static String of(Channel channel) {
        return switch (channel) {
            case POLL -> "read";
            case WEBHOOK -> "pushed";
            case LISTENER -> "pushed (LAN)";
            case STREAM -> "stream";
        };
    }

    static Page.Mark of(PunchKind kind) {
        return switch (kind) {
            case CHECK_IN -> new Page.Mark("in", "good");
            case CHECK_OUT -> new Page.Mark("out", "good");
            case BREAK_OUT -> new Page.Mark("break begins", "quiet");
            case BREAK_IN -> new Page.Mark("break ends", "quiet");
            case OVERTIME_IN -> new Page.Mark("overtime in", "good");
            case OVERTIME_OUT -> new Page.Mark("overtime out", "good");
            case UNSPECIFIED -> new Page.Mark("punch", "good");
            case DENIED -> new Page.Mark("refused", "bad");
            case NOT_A_PUNCH -> new Page.Mark("device event", "quiet");
        };
    }

    static String of(VerifyMethod method) {
        return method == VerifyMethod.UNKNOWN ? "–" : method.name().toLowerCase(Locale.ROOT);
    }

    static Page.@Nullable Mark of(TimeQuality quality) {
        return switch (quality) {
            case GOOD -> null;
            case OFFSET_DISAGREES -> new Page.Mark("printed offset disagrees with the zone", "bad");
            case OFFSET_ONLY -> new Page.Mark("no zone known, printed offset used", "quiet");
            case AMBIGUOUS -> new Page.Mark("hour occurs twice", "quiet");
            case NONEXISTENT -> new Page.Mark("hour does not exist", "bad");
            case IMPLAUSIBLE -> new Page.Mark("clock was not set", "bad");
            case UNRESOLVED -> new Page.Mark("no zone known", "bad");
        };
    }

    static Page.Mark clock(@Nullable Double secondsAhead) {
        if (secondsAhead == null) {
            return new Page.Mark("clock not measured", "quiet");
        }
        String direction = secondsAhead < 0 ? "behind" : "ahead";
        String text = String.format(Locale.ROOT, "clock %s %s", duration(Math.abs(secondsAhead)), direction);
        return new Page.Mark(text, Math.abs(secondsAhead) > 60 ? "bad" : "good");
    }

    private static String duration(double seconds) {
        if (seconds < 120) {
            return String.format(Locale.ROOT, "%.1f s", seconds);
        }
        return seconds < 7200
                ? String.format(Locale.ROOT, "%.0f min", seconds / 60)
                : String.format(Locale.ROOT, "%.1f h", seconds / 3600);
    }
}
