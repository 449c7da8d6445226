package dev.rollcall.agent.doctor;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.health.Judgement;
import dev.rollcall.agent.health.StatusReport.DeviceState;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges a terminal by what is known without asking it: its address, and how reading it went. */
final class KnownChecks {

    private static final int SHOWN_GAPS = 5;

    private final DeviceConfig config;
    private final Findings found;

    KnownChecks(DeviceConfig config, Findings found) {
        this.config = config;
        this.found = found;
    }

    void examine(DeviceState state, Instant now) {
        reading(state, now);
        long gaps = state.log().gaps().size();
        found.judge(
                Check.DEVICE_GAPS,
                gaps == 0 ? null : state.log().lost() + " events were lost: " + gaps(state),
                "none that we know of");
        if (config.tls() != null) {
            found.judge(
                    Check.DEVICE_LEGACY_TLS,
                    config.tls().legacy() ? "'legacyTls' is switched on" : null,
                    "only current versions are offered");
        }
        try {
            address(InetAddress.getAllByName(config.host()));
        } catch (UnknownHostException unknown) {
            found.unchecked(Check.DEVICE_PUBLIC_ADDRESS, "the name " + config.host() + " is not known");
        }
    }

    void address(InetAddress... addresses) {
        String open = Stream.of(addresses)
                .filter(PublicAddress::is)
                .map(InetAddress::getHostAddress)
                .collect(Collectors.joining(", "));
        found.judge(
                Check.DEVICE_PUBLIC_ADDRESS,
                open.isEmpty() ? null : open + " is an address of the public internet",
                "it is not one of the public internet");
    }

    private void reading(DeviceState state, Instant now) {
        if (state.lastRead() == null) {
            found.bad(Check.DEVICE_NEVER_READ, "it was never read to the end");
            return;
        }
        found.ok(Check.DEVICE_NEVER_READ, "it was read");
        boolean old = Duration.between(Instant.parse(state.lastRead()), now).compareTo(Judgement.LONG_AGO) > 0;
        String wrong = state.problem() != null
                ? state.condition().explanation()
                : old ? "it was last read to the end at " + state.lastRead() : null;
        found.judge(Check.DEVICE_LAST_READ, wrong, "read to the end at " + state.lastRead());
    }

    private static String gaps(DeviceState state) {
        return state.log().gaps().stream()
                .limit(SHOWN_GAPS)
                .map(gap -> "serials " + gap.first() + " to " + gap.last() + " between " + gap.notBefore() + " and "
                        + gap.notAfter())
                .collect(Collectors.joining("; "));
    }
}
