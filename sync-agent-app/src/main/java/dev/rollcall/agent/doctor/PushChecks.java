package dev.rollcall.agent.doctor;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.doctor.Inspector.PushTarget;
import dev.rollcall.agent.listen.PushTokens;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Judges where a terminal posts to. Pure; no path of a target gets into a text, as it may hold a secret. */
final class PushChecks {

    private final DeviceConfig device;
    private final Patient.@Nullable Listening listening;
    private final Findings found;

    PushChecks(DeviceConfig device, Patient.@Nullable Listening listening, Findings found) {
        this.device = device;
        this.listening = listening;
        this.found = found;
    }

    void examine(List<PushTarget> targets) {
        own(targets);
        found.judge(
                Check.DEVICE_PUSH_NOWHERE,
                named(targets.stream().filter(this::isNowhere).toList(), "posts to "),
                "no entry points to itself or to nobody");
        List<PushTarget> foreign = targets.stream()
                .filter(target -> isUsed(target) && !isNowhere(target) && !isRollcall(target))
                .toList();
        found.judge(Check.DEVICE_PUSH_FOREIGN, named(foreign, "posts to "), "it posts to nobody else");
    }

    private void own(List<PushTarget> targets) {
        boolean posts = targets.stream().anyMatch(this::isOwn);
        if (posts) {
            found.ok(Check.DEVICE_PUSH_MISSING, "an entry of the terminal is this agent's");
        } else if (listening == null) {
            found.ok(Check.DEVICE_PUSH_MISSING, "this agent does not listen; it reads by schedule");
        } else {
            found.bad(Check.DEVICE_PUSH_MISSING, "no entry of the terminal is this agent's");
        }
    }

    /** A terminal that keeps no paths is known by the port. */
    private boolean isOwn(PushTarget target) {
        if (listening == null || !isUsed(target) || isNobody(target.address())) {
            return false;
        }
        String path = target.path();
        boolean keepsPath = path != null && path.length() > 1;
        return keepsPath ? listening.path().equals(path) : target.port() != null && target.port() == listening.port();
    }

    /** The agent's or a receiver's. */
    private boolean isRollcall(PushTarget target) {
        return isOwn(target) || (target.path() != null && target.path().startsWith(PushTokens.PATH));
    }

    /** An entry that nobody uses points to nobody, too; only one with a path was meant to be used. */
    private boolean isNowhere(PushTarget target) {
        boolean meant = target.path() != null && target.path().length() > 1;
        boolean toItself = isLoopback(target.address()) && !isLoopback(device.host());
        return toItself || (isNobody(target.address()) && meant);
    }

    private static boolean isUsed(PushTarget target) {
        boolean web = target.protocol() == null
                || target.protocol().toUpperCase(Locale.ROOT).startsWith("HTTP");
        return !isNobody(target.address())
                || (!web && target.address() != null && !target.address().isBlank());
    }

    private static boolean isNobody(@Nullable String address) {
        return address == null || address.isBlank() || address.matches("[0.]+|[0:]+");
    }

    private static boolean isLoopback(@Nullable String address) {
        return address != null
                && (address.startsWith("127.") || address.equalsIgnoreCase("localhost") || address.equals("::1"));
    }

    private static @Nullable String named(List<PushTarget> targets, String before) {
        return targets.isEmpty()
                ? null
                : before + targets.stream().map(PushTarget::toString).collect(Collectors.joining(", "));
    }
}
