package dev.rollcall.receiver.dashboard;

import dev.rollcall.receiver.security.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows the first page to people who may read. */
@Controller
final class DashboardController {

    private final PageMaker maker;

    DashboardController(PageMaker maker) {
        this.maker = maker;
    }

    @GetMapping("/")
    ModelAndView page(@Nullable Authentication known) {
        ModelAndView page = new ModelAndView("dashboard").addObject("page", maker.page());
        return known == null ? page : page.addObject("person", Actor.of(known));
    }
}
