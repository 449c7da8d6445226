package dev.rollcall.receiver.dashboard;

import dev.rollcall.receiver.reconcile.AskedDays;
import dev.rollcall.receiver.security.Actor;
import dev.rollcall.receiver.store.StorableTime;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows people what is complete. */
@Controller
final class CompletenessPageController {

    private static final int DAYS_SHOWN = 14;
    private static final int MOST_DAYS = 62;

    private final CompletenessPageMaker maker;
    private final InstantSource clock;

    CompletenessPageController(CompletenessPageMaker maker, InstantSource clock) {
        this.maker = maker;
        this.clock = clock;
    }

    /** What cannot be read of the question is as if it were not there: a person sees what was taken, and asks again. */
    @GetMapping("/completeness")
    ModelAndView page(
            @RequestParam(required = false) @Nullable String device,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String days,
            @Nullable Authentication known) {
        LocalDate tomorrow =
                LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        LocalDate named = day(to);
        LocalDate last = named == null ? tomorrow : named;
        // Tomorrow has begun for some devices only; the others have so many days without it.
        LocalDate first = last.minusDays(number(days) - (named == null ? 0 : 1L));
        AskedDays asked = new AskedDays(first, last.plusDays(1), named != null);
        ModelAndView page = new ModelAndView("completeness").addObject("page", maker.page(wanted(device), asked));
        return known == null ? page : page.addObject("person", Actor.of(known));
    }

    private static @Nullable String wanted(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable LocalDate day(@Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : StorableTime.day(text.strip());
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static int number(@Nullable String text) {
        try {
            return text == null ? DAYS_SHOWN : Math.max(1, Math.min(MOST_DAYS, Integer.parseInt(text.strip())));
        } catch (NumberFormatException unreadable) {
            return DAYS_SHOWN;
        }
    }
}
