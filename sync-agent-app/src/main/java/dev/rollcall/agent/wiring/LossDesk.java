package dev.rollcall.agent.wiring;

import dev.rollcall.agent.command.ExitCode;
import dev.rollcall.agent.command.Order;
import dev.rollcall.agent.command.Outcome;
import dev.rollcall.agent.health.Json;
import dev.rollcall.agent.journal.Acceptance;
import dev.rollcall.agent.journal.KnownLoss;
import dev.rollcall.agent.journal.KnownLosses;
import dev.rollcall.agent.journal.LogBook;
import dev.rollcall.agent.journal.TallyBook;
import dev.rollcall.attendance.event.DeviceKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes down that a person accepts losses. */
final class LossDesk {

    private static final Logger log = LoggerFactory.getLogger(LossDesk.class);
    private static final String LIST = "; 'gaps list' tells them";

    private final LogBook book;
    private final KnownLosses known;
    private final InstantSource clock;

    LossDesk(LogBook book, TallyBook tallies, InstantSource clock) {
        this.book = book;
        this.known = new KnownLosses(book, tallies);
        this.clock = clock;
    }

    Outcome accept(Order.AcceptLoss order) {
        List<DeviceKey> devices = known.devices(order.device());
        if (devices.isEmpty()) {
            return refused(order, "no device is called '" + order.device() + "', and none has that key" + LIST);
        }
        Map<String, String> problems = new LinkedHashMap<>();
        List<KnownLoss> chosen = new ArrayList<>();
        for (String gap : order.gaps().stream().distinct().toList()) {
            List<KnownLoss> found = named(devices, gap);
            String problem = problem(order.device(), gap, found);
            if (problem == null) {
                chosen.add(found.get(0));
            } else {
                problems.put(gap, problem);
            }
        }
        return noted(order, chosen, problems);
    }

    private List<KnownLoss> named(List<DeviceKey> devices, String gap) {
        return devices.stream()
                .flatMap(device -> known.of(device).stream())
                .filter(loss -> loss.key().equals(gap))
                .toList();
    }

    private static @Nullable String problem(String device, String gap, List<KnownLoss> found) {
        if (found.isEmpty()) {
            return "no loss of '" + device + "' is called '" + gap + "'" + LIST;
        }
        if (found.size() > 1) {
            return "'" + gap + "' is lost of several devices that are or were called '" + device
                    + "'. Name one by its key: "
                    + found.stream().map(loss -> loss.device().value()).collect(Collectors.joining(", "));
        }
        String refusal = found.get(0).refusal();
        return refusal == null ? null : "'" + gap + "' of '" + device + "' cannot be accepted: " + refusal;
    }

    private Outcome noted(Order.AcceptLoss order, List<KnownLoss> chosen, Map<String, String> problems) {
        Acceptance acceptance = new Acceptance(clock.instant(), order.who(), order.why());
        chosen.forEach(loss -> book.accept(loss.device(), loss.accepted(acceptance)));
        List<String> accepted = chosen.stream().map(KnownLoss::key).toList();
        log.info(
                "{} accepts that of device {} is lost: {}: {} (without {})",
                order.who(),
                order.device(),
                accepted,
                order.why(),
                problems.keySet());
        int exitCode = problems.isEmpty() ? ExitCode.FINE : ExitCode.INCOMPLETE;
        if (order.json()) {
            return json(accepted.size(), List.copyOf(problems.values()), exitCode);
        }
        StringBuilder text = new StringBuilder(accepted.size() + " accepted by " + order.who()
                + ". Nothing is held back for it any more; 'verify' shows what that makes of the days.");
        problems.values()
                .forEach(problem ->
                        text.append(System.lineSeparator()).append("  ").append(problem));
        return new Outcome(text + System.lineSeparator(), exitCode);
    }

    private static Outcome refused(Order.AcceptLoss order, String problem) {
        return order.json()
                ? json(0, List.of(problem), ExitCode.WRONG_USAGE)
                : new Outcome("Nothing was accepted: " + problem + System.lineSeparator(), ExitCode.WRONG_USAGE);
    }

    private static Outcome json(int accepted, List<String> problems, int exitCode) {
        return new Outcome(Json.of(Map.of("accepted", accepted, "problems", problems, "exitCode", exitCode)), exitCode);
    }
}
