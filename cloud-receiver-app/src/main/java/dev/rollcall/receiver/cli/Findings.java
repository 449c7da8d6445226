package dev.rollcall.receiver.cli;

import dev.rollcall.receiver.config.RollcallSettings;
import dev.rollcall.receiver.config.SettingNames;
import dev.rollcall.receiver.store.Role;
import dev.rollcall.receiver.store.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What is wrong or unwise in the settings and the database, each with what to do about it. */
final class Findings {

    private static final Set<String> OF_THE_MACHINE = Set.of(
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME);
    private static final Duration SOON = Duration.ofDays(14);

    private final Session session;

    Findings(Session session) {
        this.session = session;
    }

    /** Returns what keeps something from working. */
    List<String> problems() {
        return unknownSettings(false);
    }

    /** Returns what works but had better be otherwise. */
    List<String> advice() {
        List<String> advice = new ArrayList<>(unknownSettings(true));
        advice.addAll(ways());
        advice.addAll(people());
        advice.addAll(tokens());
        return advice;
    }

    /** Variables and properties of the machine may be somebody else's (an agent's, for example), so they are no more than odd. */
    private List<String> unknownSettings(boolean ofTheMachine) {
        TreeSet<String> names = new TreeSet<>();
        session.environment().getPropertySources().stream()
                .filter(source -> OF_THE_MACHINE.contains(source.getName()) == ofTheMachine)
                .filter(source -> source instanceof EnumerablePropertySource<?>)
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> name.toLowerCase(Locale.ROOT).matches("rollcall[._].*"))
                .filter(name -> !SettingNames.isKnown(name))
                .forEach(names::add);
        return names.stream()
                .map(name -> "Setting '" + name + "' does not exist and does nothing. Did you mean "
                        + SettingNames.mostLike(name) + "? See docs/guide/run-the-receiver.md.")
                .toList();
    }

    private List<String> ways() {
        RollcallSettings settings = session.settings();
        if (settings.publicUrl() == null) {
            return List.of("rollcall.public-url is not set: printed addresses lack scheme and host, and cookies are not"
                    + " limited to TLS. Set it to the address that terminals and people use, for example"
                    + " https://attendance.example.com.");
        }
        return settings.isReachedByTls()
                ? List.of()
                : List.of(
                        "rollcall.public-url is plain http: tokens, passwords and punches can be read on the way. Put a"
                                + " reverse proxy with TLS in front, see docs/guide/run-the-receiver.md.");
    }

    private List<String> people() {
        return session.accounts().lackAdministrator()
                ? List.of("Nobody is an administrator. Make one: user add --role admin NAME, or open the link that the"
                        + " next start prints.")
                : List.of();
    }

    private List<String> tokens() {
        Instant now = session.clock().instant();
        List<Token> good = session.tokens().all().stream()
                .filter(token -> token.isGood(now))
                .toList();
        Stream<String> none = good.stream().anyMatch(token -> token.role() == Role.AGENT || token.role() == Role.HOOK)
                ? Stream.of()
                : Stream.of(
                        "No agent and no terminal can send anything yet. Make a token: token add --role agent NAME, or"
                                + " enter a terminal: device add KEY --name NAME.");
        Stream<String> ending = good.stream()
                .filter(token -> token.expiresAt() != null && token.expiresAt().isBefore(now.plus(SOON)))
                .map(token -> "Token " + token.id() + " '" + token.name() + "' ends at " + token.expiresAt()
                        + ". Replace it in time: token rotate " + token.id() + ".");
        return Stream.concat(none, ending).toList();
    }
}
