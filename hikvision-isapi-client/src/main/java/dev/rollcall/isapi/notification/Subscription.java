package dev.rollcall.isapi.notification;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What to be told about, for devices that offer it ({@code isSupportSubscribeEvent}); the alert stream tells everything. Minor
 * types are those of {@code docs}' event tables, the same numbers as in a search.
 */
public final class Subscription {

    private final Duration heartbeat;
    private final List<String> eventTypes;
    private final Map<Kind, TreeSet<Integer>> minors;

    private Subscription(Builder chosen) {
        this.heartbeat = chosen.heartbeat;
        this.eventTypes = chosen.eventTypes;
        this.minors = new EnumMap<>(chosen.minors);
    }

    /** A builder that needs nothing: everything, with a heartbeat each 30 seconds. */
    public static Builder builder() {
        return new Builder();
    }

    /** The request body. */
    String xml() {
        boolean some = !minors.isEmpty() || !eventTypes.isEmpty();
        StringBuilder xml = new StringBuilder(
                        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<SubscribeEvent version=\"2.0\""
                                + " xmlns=\"http://www.isapi.org/ver20/XMLSchema\"><heartbeat>")
                .append(heartbeat.toSeconds())
                .append("</heartbeat><channelMode>all</channelMode><eventMode>")
                .append(some ? "list" : "all")
                .append("</eventMode>");
        if (some) {
            xml.append("<EventList>");
            eventTypes.forEach(type -> xml.append("<Event><type>").append(type).append("</type></Event>"));
            if (!minors.isEmpty()) {
                xml.append("<Event><type>AccessControllerEvent</type>");
                minors.forEach((kind, numbers) -> xml.append(kind.element(numbers)));
                xml.append("<pictureURLType>binary</pictureURLType></Event>");
            }
            xml.append("</EventList>");
        }
        return xml.append("</SubscribeEvent>").toString();
    }

    /** The four sorts of events of an access-control device, as the {@code major} of a search tells them apart. */
    public enum Kind {
        /** {@code major} 1. */
        ALARM("minorAlarm"),
        /** {@code major} 2. */
        EXCEPTION("minorException"),
        /** {@code major} 3. */
        OPERATION("minorOperation"),
        /** {@code major} 5: people and doors. */
        EVENT("minorEvent");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        String element(Collection<Integer> numbers) {
            String list = numbers.stream()
                    .map(number -> "0x" + Integer.toHexString(number))
                    .collect(Collectors.joining(","));
            return "<" + name + ">" + list + "</" + name + ">";
        }
    }

    /** Collects what to be told about; everything unless something is named. Not thread-safe. */
    public static final class Builder {

        private Duration heartbeat = Duration.ofSeconds(30);
        private List<String> eventTypes = List.of();
        private final Map<Kind, TreeSet<Integer>> minors = new EnumMap<>(Kind.class);

        private Builder() {}

        /** Rest between two signs of life, 1 to 30 seconds; 30 unless set. */
        public Builder heartbeat(Duration heartbeat) {
            this.heartbeat = heartbeat;
            return this;
        }

        /** Whole event types by the device's names, for example {@code AccessControllerEvent}. */
        public Builder eventTypes(Collection<String> eventTypes) {
            this.eventTypes = List.copyOf(eventTypes);
            return this;
        }

        /** Events of an access-control device by their minor types. */
        public Builder minors(Kind kind, Collection<Integer> numbers) {
            minors.put(kind, new TreeSet<>(numbers));
            return this;
        }

        /**
         * Checks what was chosen.
         *
         * @throws IllegalArgumentException naming what no device takes
         */
        public Subscription build() {
            long seconds = heartbeat.toSeconds();
            if (seconds < 1 || seconds > 30 || !heartbeat.equals(Duration.ofSeconds(seconds))) {
                throw new IllegalArgumentException("heartbeat must be 1 to 30 whole seconds, not " + heartbeat);
            }
            for (String type : eventTypes) {
                if (!type.matches("[A-Za-z][A-Za-z0-9_.-]{0,63}")) {
                    throw new IllegalArgumentException("no event type: " + type);
                }
            }
            minors.forEach((kind, numbers) -> {
                if (numbers.isEmpty() || numbers.first() < 1 || numbers.last() > 0xFFFF) {
                    throw new IllegalArgumentException("minors of "
                            + kind.name().toLowerCase(Locale.ROOT) + " must be 1 to 65535, not " + numbers);
                }
            });
            return new Subscription(this);
        }
    }
}
