package dev.rollcall.receiver.dashboard;

import dev.rollcall.receiver.security.Accounts;
import dev.rollcall.receiver.security.Peers;
import dev.rollcall.receiver.security.Secret;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Lets whoever has the link of the first start become the first administrator. Looking at the page uses nothing up. */
@Controller
final class SetupController {

    private final Accounts accounts;
    private final Peers peers;

    SetupController(Accounts accounts, Peers peers) {
        this.accounts = accounts;
        this.peers = peers;
    }

    @GetMapping("/setup/{secret}")
    ModelAndView form(@PathVariable String secret) {
        return good(secret).isPresent() ? page("") : over();
    }

    @PostMapping("/setup/{secret}")
    ModelAndView make(
            @PathVariable String secret,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            HttpServletRequest request) {
        Optional<Secret> good = good(secret);
        if (good.isEmpty()) {
            return over();
        }
        String objection = objection(name.strip(), password, again);
        if (objection != null) {
            return page(objection);
        }
        return accounts.setUp(good.get(), name, password, peers.address(request))
                ? new ModelAndView("redirect:/login?ready")
                : over();
    }

    private @Nullable String objection(String name, String password, String again) {
        return password.equals(again)
                ? accounts.objection(name, password).orElse(null)
                : "The two passwords are not the same.";
    }

    private Optional<Secret> good(String text) {
        return Secret.parse(text).filter(accounts::maySetUp);
    }

    private static ModelAndView page(String word) {
        ModelAndView page = new ModelAndView("setup").addObject("word", word).addObject("over", false);
        page.setStatus(word.isEmpty() ? HttpStatus.OK : HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    private static ModelAndView over() {
        ModelAndView page = new ModelAndView("setup").addObject("word", "").addObject("over", true);
        page.setStatus(HttpStatus.NOT_FOUND);
        return page;
    }
}
