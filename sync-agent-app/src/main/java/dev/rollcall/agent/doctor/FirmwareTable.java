package dev.rollcall.agent.doctor;

import dev.rollcall.agent.doctor.Inspector.Firmware;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Weaknesses of firmware that are publicly known, by model and version, as the vendor's advisories of {@link #AS_OF} name them. Nothing is
 * ever tried out on a device. What cannot be compared is not claimed.
 */
final class FirmwareTable {

    /** The day of this table. */
    static final String AS_OF = "2026-07-01";

    private static final Pattern VERSION = Pattern.compile("[vV]?(\\d{1,4})\\.(\\d{1,4})(?:\\.(\\d{1,4}))?.*");
    private static final Pattern BUILD = Pattern.compile(".*?(\\d{6}).*");
    private static final int NO_BUILD = 0;

    private static final String SESSION = "CVE-2023-28809: a session can be taken over by others";
    private static final String NETWORK = "CVE-2023-28810: neighbours can change network settings without a log-in";
    private static final String SEARCH = "CVE-2025-66176: neighbours can crash it, or worse, by its device search";

    private static final List<Weakness> TABLE = List.of(
            new Weakness(SESSION, List.of("DS-K1T804A"), null, "1.4.0", 221_212),
            new Weakness(SESSION, List.of("DS-K1T341A", "DS-K1T671"), null, "3.2.30", 221_223),
            new Weakness(SESSION, List.of("DS-K1T343"), null, "3.14.0", 230_117),
            new Weakness(SESSION, List.of("DS-K1T341C"), null, "3.3.8", 230_112),
            new Weakness(SESSION, List.of("DS-K1T320"), null, "3.5.0", 220_706),
            new Weakness(NETWORK, List.of("DS-K1T804A"), null, "1.4.0", 221_212),
            new Weakness(NETWORK, List.of("DS-K1T341A", "DS-K1T671"), null, "3.2.30", 221_223),
            new Weakness(NETWORK, List.of("DS-K1T343"), null, "3.14.0", 230_117),
            new Weakness(NETWORK, List.of("DS-K1T341C"), null, "3.3.8", 230_112),
            new Weakness(NETWORK, List.of("DS-K1T320"), null, "3.5.0", 220_706),
            new Weakness(
                    SEARCH,
                    List.of("DS-K1T331", "DS-K1T341A", "DS-K1T671", "DS-K1T672", "DS-K1T680", "DS-K1T981"),
                    null,
                    "3.7.80",
                    NO_BUILD),
            new Weakness(
                    "CVE-2017-7921: anybody gets in without a password; it is being used by attackers",
                    List.of("DS-2CD"),
                    "5.2.0",
                    "5.4.41",
                    NO_BUILD));

    private FirmwareTable() {}

    /** Returns what is known of a firmware, a sentence each; empty if nothing is. */
    static List<String> weaknesses(Firmware firmware) {
        return TABLE.stream()
                .filter(weakness -> weakness.concerns(firmware))
                .map(Weakness::text)
                .toList();
    }

    /** Tells whether a firmware can be compared with the table at all. */
    static boolean isReadable(Firmware firmware) {
        return firmware.version() != null && Release.of(firmware.version(), firmware.build()) != null;
    }

    /**
     * A weakness.
     *
     * @param what   its public number and what it is, for people
     * @param models beginnings of the models concerned
     * @param since  the first version that has it; null for every one before it was mended
     * @param mended the first version without it
     * @param build  the build of that version; 0 if it is not named
     */
    private record Weakness(
            String what, List<String> models, @Nullable String since, String mended, int build) {

        boolean concerns(Firmware firmware) {
            Release found = firmware.version() == null ? null : Release.of(firmware.version(), firmware.build());
            Release good = Release.of(mended, build == NO_BUILD ? null : Integer.toString(build));
            String model = firmware.model() == null ? "" : firmware.model().toUpperCase(Locale.ROOT);
            if (found == null || good == null || models.stream().noneMatch(model::startsWith)) {
                return false;
            }
            Release first = since == null ? null : Release.of(since, null);
            return found.isBefore(good) && (first == null || !found.isBefore(first));
        }

        String text() {
            return what + "; mended in V" + mended + (build == NO_BUILD ? "" : " build " + build);
        }
    }

    /** A version with its build date; builds are compared only where both are told and the versions are equal. */
    private record Release(long number, int build) {

        private static final int STEP = 10_000;

        static @Nullable Release of(String version, @Nullable String build) {
            Matcher parts = VERSION.matcher(version.strip());
            if (!parts.matches()) {
                return null;
            }
            long number = (Long.parseLong(parts.group(1)) * STEP + Long.parseLong(parts.group(2))) * STEP
                    + (parts.group(3) == null ? 0 : Long.parseLong(parts.group(3)));
            Matcher date = BUILD.matcher(build == null ? "" : build);
            return new Release(number, date.matches() ? Integer.parseInt(date.group(1)) : NO_BUILD);
        }

        boolean isBefore(Release other) {
            if (number != other.number) {
                return number < other.number;
            }
            return build != NO_BUILD && other.build != NO_BUILD && build < other.build;
        }
    }
}
