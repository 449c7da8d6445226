package dev.rollcall.receiver.dashboard;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Shows the page where people log in, and why it did not work. */
@Controller
final class LoginController {

    private static final Map<String, String> WORDS = Map.of(
            "wrong", "Name or password is wrong, or this person is not let in.",
            "later", "The receiver cannot look that up just now. Try again in a minute.",
            "again", "This page was too old. Try again.",
            "bye", "You are logged out.",
            "ready", "The account is made. Log in with it.");

    private final List<Server> servers = new ArrayList<>();

    LoginController(ObjectProvider<ClientRegistrationRepository> known) {
        if (known.getIfAvailable() instanceof Iterable<?> registrations) {
            for (Object registration : registrations) {
                if (registration instanceof ClientRegistration one) {
                    servers.add(new Server(one.getClientName(), "/oauth2/authorization/" + one.getRegistrationId()));
                }
            }
        }
    }

    /**
     * An identity server.
     *
     * @param name what people know it by
     * @param path where it begins
     */
    public record Server(String name, String path) {}

    @GetMapping("/login")
    ModelAndView login(@RequestParam Map<String, String> why) {
        String word =
                why.keySet().stream().filter(WORDS::containsKey).findFirst().orElse("");
        return page(WORDS.getOrDefault(word, ""));
    }

    /** Is reached from inside only, instead of an answer to a try that came too early. */
    @PostMapping("/login/wait")
    ModelAndView tooEarly(@RequestAttribute(name = "wait", required = false) Long wait, HttpServletResponse response) {
        long seconds = wait == null ? 1 : wait;
        response.setStatus(429);
        response.setHeader("Retry-After", Long.toString(seconds));
        return page("Too many tries. Wait " + seconds + " seconds, then try again.");
    }

    private ModelAndView page(String word) {
        return new ModelAndView("login").addObject("word", word).addObject("servers", servers);
    }
}
