package dev.rollcall.receiver.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.ModelAndView;

/** Shows the first page, to people at this machine only until people can log in. */
@Controller
final class DashboardController {

    private final PageMaker maker;

    DashboardController(PageMaker maker) {
        this.maker = maker;
    }

    @GetMapping("/")
    ModelAndView page(HttpServletRequest request) {
        if (!LocalPeer.made(request)) {
            ModelAndView closed = new ModelAndView("closed");
            closed.setStatus(HttpStatus.FORBIDDEN);
            return closed;
        }
        return new ModelAndView("dashboard").addObject("page", maker.page());
    }
}
