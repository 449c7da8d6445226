package dev.rollcall.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the condition of a search or count the way a firmware does: the first thing that is wrong is refused by the name of
 * its node. Immutable.
 */
final class ConditionReader {
    private static final Set<Integer> MAJORS = Set.of(0, 1, 2, 3, 5);
    private static final String OFFSET_AT_END = ".*(Z|[+-]\\d\\d:\\d\\d)$";

    private final SimulatedDevice device;
    private final FirmwareProfile profile;

    ConditionReader(SimulatedDevice device, FirmwareProfile profile) {
        this.device = device;
        this.profile = profile;
    }

    /** The object under the root name. */
    static ObjectNode root(String body, String name) throws Refused {
        ObjectNode document = CJson.parse(body).orElseThrow(() -> new Refused(Refusal.badJsonFormat()));
        if (document.get(name) instanceof ObjectNode condition) {
            return condition;
        }
        throw new Refused(Refusal.parametersLack(name));
    }

    SearchCondition condition(ObjectNode node) throws Refused {
        int major = code(node, "major");
        if (!MAJORS.contains(major) || (major == 0 && node.has("major") && !profile.majorZeroAccepted())) {
            throw new Refused(Refusal.badParameters("major"));
        }
        int minor = code(node, "minor");
        OffsetDateTime start = time(node, "startTime");
        OffsetDateTime end = time(node, "endTime");
        long begin = serial(node, "beginSerialNo", "endSerialNo");
        long last = serial(node, "endSerialNo", "beginSerialNo");
        return new SearchCondition(
                major,
                minor,
                instant(start),
                instant(end),
                profile.serialWindow() ? begin : 0,
                profile.serialWindow() ? last : 0,
                filter(node, "employeeNoString"),
                filter(node, "cardNo"),
                filter(node, "name"),
                isReachable(start) && isReachable(end));
    }

    /** A whole number that must be there. */
    static int number(ObjectNode node, String name, int min, int max) throws Refused {
        JsonNode value = node.get(name);
        if (value == null) {
            throw new Refused(Refusal.parametersLack(name));
        } else if (!value.isIntegralNumber() || value.longValue() < min || value.longValue() > max) {
            throw new Refused(Refusal.badParameters(name));
        }
        return value.intValue();
    }

    private int code(ObjectNode node, String name) throws Refused {
        if (!node.has(name) && !profile.majorMinorRequired()) {
            return 0;
        }
        return number(node, name, 0, Integer.MAX_VALUE);
    }

    private static long serial(ObjectNode node, String name, String other) throws Refused {
        JsonNode value = node.get(name);
        if (value == null) {
            if (node.has(other)) {
                throw new Refused(Refusal.badJsonContent(name));
            }
            return 0;
        } else if (!value.isIntegralNumber()
                || value.longValue() < 1
                || value.longValue() > SearchCondition.MAX_SERIAL) {
            throw new Refused(Refusal.badJsonContent(name));
        }
        return value.longValue();
    }

    private @Nullable OffsetDateTime time(ObjectNode node, String name) throws Refused {
        String text = text(node, name);
        if (text == null && profile.get(SearchTraits.WINDOW_REQUIRED)) {
            throw new Refused(Refusal.parametersLack(name));
        } else if (text == null) {
            return null;
        } else if (formsOf(text).anyMatch(profile.get(SearchTraits.REFUSED_TIMES)::contains)) {
            throw new Refused(Refusal.badJsonContent(name));
        }
        try {
            String plain = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T");
            return plain.matches(OFFSET_AT_END)
                    ? OffsetDateTime.parse(plain)
                    : LocalDateTime.parse(plain).atZone(device.zone()).toOffsetDateTime();
        } catch (DateTimeException e) {
            throw new Refused(Refusal.badJsonContent(name), e);
        }
    }

    /** In what ways a time differs from {@code yyyy-MM-ddTHH:mm:ss±HH:mm}. */
    private static Stream<SearchTraits.TimeForm> formsOf(String text) {
        return Stream.of(
                        text.endsWith("Z") ? SearchTraits.TimeForm.ZULU : null,
                        text.contains(".") ? SearchTraits.TimeForm.FRACTION : null,
                        text.contains(" ") ? SearchTraits.TimeForm.SPACE : null,
                        text.matches(OFFSET_AT_END) ? null : SearchTraits.TimeForm.NO_OFFSET)
                .filter(Objects::nonNull);
    }

    private @Nullable String filter(ObjectNode node, String name) throws Refused {
        String text = text(node, name);
        return profile.get(SearchTraits.FILTERS_HONOURED) ? text : null;
    }

    private boolean isReachable(@Nullable OffsetDateTime bound) {
        return bound == null
                || profile.foreignOffset() == FirmwareProfile.ForeignOffset.CONVERTED
                || bound.getOffset().equals(device.zone().getRules().getOffset(bound.toInstant()));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }

    /** An optional text; an empty one counts as absent. */
    private static @Nullable String text(ObjectNode node, String name) throws Refused {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        } else if (!value.isTextual()) {
            throw new Refused(Refusal.badParameters(name));
        }
        return value.textValue().isEmpty() ? null : value.textValue();
    }

    /** The condition is turned away. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Refusal refusal;

        Refused(Refusal refusal) {
            this(refusal, null);
        }

        Refused(Refusal refusal, @Nullable Throwable cause) {
            super(refusal.subStatusCode() + " " + refusal.errorMsg(), cause);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
