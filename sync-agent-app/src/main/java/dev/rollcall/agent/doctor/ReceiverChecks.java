package dev.rollcall.agent.doctor;

import dev.rollcall.agent.config.ProxyConfig;
import dev.rollcall.agent.config.ReceiverConfig;
import dev.rollcall.agent.outbox.Receiver;
import dev.rollcall.agent.outbox.ReceiverAnswer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges the receiver and the way to it, by one question that needs no token and one heartbeat. */
final class ReceiverChecks {

    private static final int OK = 200;
    private static final int SERVER_FAULT = 500;
    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+).*");
    private static final List<Check> AFTER_REACHING =
            List.of(Check.RECEIVER_SERVICE, Check.RECEIVER_TROUBLE, Check.RECEIVER_TOKEN, Check.RECEIVER_VERSION);

    private final Receiver receiver;
    private final Supplier<ReceiverAnswer> heartbeat;
    private final ReceiverConfig config;
    private final String ownVersion;
    private final Findings found = new Findings("receiver");

    ReceiverChecks(Receiver receiver, Supplier<ReceiverAnswer> heartbeat, ReceiverConfig config, String ownVersion) {
        this.receiver = receiver;
        this.heartbeat = heartbeat;
        this.config = config;
        this.ownVersion = ownVersion;
    }

    /** Looks; returns what the receiver answered to the first question. */
    ReceiverAnswer examine() {
        encryption();
        ReceiverAnswer reached = receiver.reach();
        if (reached.status() == 0) {
            found.bad(check(reached.trouble()), reached.describe());
            found.uncheckedOf(AFTER_REACHING, "it is not reached");
            return reached;
        }
        way();
        if (reached.status() >= SERVER_FAULT) {
            found.bad(Check.RECEIVER_TROUBLE, reached.describe());
            found.uncheckedOf(AFTER_REACHING, "it is in trouble");
        } else if (reached.status() != OK || reached.version() == null) {
            found.bad(Check.RECEIVER_SERVICE, reached.describe() + ", but not as a Rollcall receiver");
            found.uncheckedOf(AFTER_REACHING, "it is not a receiver that answers");
        } else {
            found.ok(Check.RECEIVER_SERVICE, "it is a Rollcall receiver, version " + reached.version());
            version(reached.version());
            token(heartbeat.get());
        }
        return reached;
    }

    List<Finding> found() {
        return found.all();
    }

    private void encryption() {
        if (config.url().getScheme().equalsIgnoreCase("https")) {
            found.ok(Check.RECEIVER_PLAIN_HTTP, "https");
        } else if (isThisComputer(config.url().getHost())) {
            found.ok(Check.RECEIVER_PLAIN_HTTP, "plain http, which does not leave this computer");
        } else {
            found.bad(Check.RECEIVER_PLAIN_HTTP, "receiver.url is plain http");
        }
    }

    private void way() {
        ProxyConfig proxy = config.proxy();
        found.ok(Check.RECEIVER_REACHABLE, "reachable at " + config.url());
        found.ok(Check.RECEIVER_PROXY, proxy == null ? "none is used" : proxy.address() + " lets the agent pass");
        if (config.url().getScheme().equalsIgnoreCase("https")) {
            found.ok(Check.RECEIVER_TLS, "the certificate is trusted");
        }
    }

    private void version(String theirs) {
        String here = majorAndMinor(ownVersion);
        String there = majorAndMinor(theirs);
        if (here == null || there == null) {
            found.unchecked(
                    Check.RECEIVER_VERSION, "versions " + ownVersion + " and " + theirs + " cannot be compared");
        } else {
            found.judge(
                    Check.RECEIVER_VERSION,
                    here.equals(there) ? null : "the agent is " + ownVersion + ", the receiver " + theirs,
                    "both are " + here);
        }
    }

    private void token(ReceiverAnswer beat) {
        if (beat.status() / 100 == 2) {
            found.ok(Check.RECEIVER_TOKEN, "the receiver takes the token");
        } else if (beat.status() == 401 || beat.status() == 403) {
            found.bad(Check.RECEIVER_TOKEN, beat.describe());
        } else {
            found.bad(
                    beat.status() == 0 ? check(beat.trouble()) : Check.RECEIVER_TROUBLE,
                    beat.describe() + " to a heartbeat");
            found.unchecked(Check.RECEIVER_TOKEN, "the heartbeat was not answered well");
        }
    }

    private static Check check(ReceiverAnswer.@Nullable Trouble trouble) {
        if (trouble == null) {
            return Check.RECEIVER_REACHABLE;
        }
        return switch (trouble) {
            case UNKNOWN_HOST -> Check.RECEIVER_NAME;
            case PROXY -> Check.RECEIVER_PROXY;
            case INSECURE -> Check.RECEIVER_TLS;
            case NOT_HTTP -> Check.RECEIVER_SERVICE;
            case UNREACHABLE -> Check.RECEIVER_REACHABLE;
        };
    }

    private static @Nullable String majorAndMinor(String version) {
        Matcher parts = VERSION.matcher(version);
        return parts.matches() ? parts.group(1) : null;
    }

    private static boolean isThisComputer(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
