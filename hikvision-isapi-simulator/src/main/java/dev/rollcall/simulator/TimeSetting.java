package dev.rollcall.simulator;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PUT /ISAPI/System/time: really moves the device's clock and zone. An element left out stays as it is, except that a
 * manual time needs its localTime; a wrong one is refused by its name.
 */
final class TimeSetting {
    private static final String PATH = "/ISAPI/System/time";
    private static final Pattern POSIX = Pattern.compile("[A-Z]{3,}([+-])(\\d{1,2}):(\\d\\d):(\\d\\d)(DST.*)?");

    private final SimulatedDevice device;

    TimeSetting(SimulatedDevice device) {
        this.device = device;
    }

    String mode() {
        return stored().textOrEmpty("timeMode");
    }

    Answer answer(String body) {
        return XmlText.parse(body)
                .filter(root -> root.name().equals("Time"))
                .map(this::set)
                .orElseGet(() -> Refusal.badXmlFormat().xml());
    }

    private XmlElement stored() {
        return device.documents().xml(PATH, XmlElement.of("Time").with("timeMode", "NTP"));
    }

    private Answer set(XmlElement wanted) {
        String mode = wanted.child("timeMode").isPresent() ? wanted.textOrEmpty("timeMode") : mode();
        if (!mode.equals("NTP") && !mode.equals("manual")) {
            return Refusal.badXmlContent("timeMode").xml();
        }
        String zoneText = wanted.textOrEmpty("timeZone");
        Matcher posix = POSIX.matcher(zoneText);
        if (!zoneText.isEmpty() && !posix.matches()) {
            return Refusal.badXmlContent("timeZone").xml();
        }
        ZoneId zone = zoneText.isEmpty() ? device.zone() : zone(posix);
        try {
            String local = wanted.textOrEmpty("localTime");
            if (!local.isEmpty()) {
                device.advance(Duration.between(device.instant(), instant(local, zone)));
            } else if (mode.equals("manual")) {
                return Refusal.badXmlContent("localTime").xml();
            }
        } catch (DateTimeException e) {
            return Refusal.badXmlContent("localTime").xml();
        }
        device.setZone(zone);
        device.documents().store(PATH, XmlElement.of("Time").with("timeMode", mode));
        return Answer.okXml();
    }

    /** The present zone if it agrees, because it knows daylight saving and the text is kept no further; else the offset. */
    private ZoneId zone(Matcher posix) {
        int seconds = Integer.parseInt(posix.group(2)) * 3600
                + Integer.parseInt(posix.group(3)) * 60
                + Integer.parseInt(posix.group(4));
        ZoneOffset offset = ZoneOffset.ofTotalSeconds(posix.group(1).equals("-") ? seconds : -seconds);
        ZoneId present = device.zone();
        boolean agrees = present.getRules().getStandardOffset(device.instant()).equals(offset)
                || present.getRules().getOffset(device.instant()).equals(offset);
        return agrees ? present : offset;
    }

    private static Instant instant(String text, ZoneId zone) {
        return text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(zone).toInstant();
    }
}
