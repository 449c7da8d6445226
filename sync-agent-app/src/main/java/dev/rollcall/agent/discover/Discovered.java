package dev.rollcall.agent.discover;

import dev.rollcall.agent.config.DeviceConfig;
import dev.rollcall.agent.discover.Search.Answer;
import dev.rollcall.attendance.event.DeviceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What {@code discover} found, as a machine reads it. Fields are only ever added.
 *
 * @param devices    the terminals that answered
 * @param interfaces the network interfaces that were asked on
 */
public record Discovered(List<Found> devices, List<String> interfaces) {

    public Discovered {
        devices = List.copyOf(devices);
        interfaces = List.copyOf(interfaces);
    }

    /**
     * Sets answers beside the configuration.
     *
     * @param addresses the IP addresses of configured terminals, by configured name
     * @param keys      the keys of those that were read before, by configured name
     */
    public static Discovered of(
            List<Answer> answers,
            List<String> interfaces,
            List<DeviceConfig> configured,
            Map<String, String> addresses,
            Map<String, String> keys) {
        List<Found> found = new ArrayList<>();
        for (Answer answer : answers) {
            String key = answer.serial() == null
                    ? null
                    : DeviceKey.fromSerialNumber(answer.serial()).value();
            found.add(found(answer, key, configured, addresses, keys));
        }
        return new Discovered(found, interfaces);
    }

    private static Found found(
            Answer answer,
            @Nullable String key,
            List<DeviceConfig> configured,
            Map<String, String> addresses,
            Map<String, String> keys) {
        String name = null;
        String note = null;
        for (DeviceConfig device : configured) {
            String address = addresses.get(device.name());
            boolean there = (Objects.equals(address, answer.address()) || Objects.equals(address, answer.sender()))
                    && (device.tls() != null || answer.httpPort() == null || answer.httpPort() == device.port());
            String known = keys.get(device.name());
            if (key != null && key.equals(known)) {
                name = device.name();
                note = there ? null : "configured under another address, " + device.address();
                break;
            }
            if (there && (known == null || key == null)) {
                name = device.name();
            } else if (there) {
                note = "stands at the address of " + device.name() + ", which was " + known;
            }
        }
        boolean foreignNetwork = answer.address() != null && !answer.address().equals(answer.sender());
        if (note == null && foreignNetwork) {
            note = "its address " + answer.address() + " was answered from " + answer.sender();
        }
        return new Found(
                answer.address() == null ? answer.sender() : answer.address(),
                answer.httpPort(),
                answer.model(),
                key,
                answer.firmware(),
                answer.mac(),
                answer.activated(),
                answer.dhcp(),
                name,
                note);
    }

    /** Returns it as a table for a person, lines ending as the platform's do. */
    public String text() {
        List<String[]> rows = new ArrayList<>();
        rows.add(new String[] {"ADDRESS", "MODEL", "SERIAL", "FIRMWARE", "ACTIVATED", "CONFIGURED AS", "NOTE"});
        devices.forEach(device -> rows.add(device.row()));
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(String.format(Locale.ROOT, "%-" + Math.max(1, widths[i]) + "s  ", row[i]));
            }
            text.append(line.toString().stripTrailing()).append(System.lineSeparator());
        }
        return text.toString();
    }

    /**
     * A terminal.
     *
     * @param address    its IP address
     * @param httpPort   the port of its web interface; null if it does not say
     * @param key        its lasting key; null if it tells no serial number
     * @param activated  false: nobody has set a password yet, and it lets nobody in
     * @param dhcp       whether its address may change
     * @param configured its name in the configuration; null if it is not there
     * @param note       what a person should know; null if nothing
     */
    public record Found(
            String address,
            @Nullable Integer httpPort,
            @Nullable String model,
            @Nullable String key,
            @Nullable String firmware,
            @Nullable String mac,
            @Nullable Boolean activated,
            @Nullable Boolean dhcp,
            @Nullable String configured,
            @Nullable String note) {

        private String[] row() {
            List<String> notes = new ArrayList<>();
            if (Boolean.FALSE.equals(activated)) {
                notes.add("set a password on its own page first");
            }
            if (Boolean.TRUE.equals(dhcp)) {
                notes.add("its address may change (DHCP)");
            }
            if (note != null) {
                notes.add(note);
            }
            return new String[] {
                httpPort == null ? address : address + ":" + httpPort,
                shown(model),
                shown(key),
                shown(firmware),
                activated == null ? "?" : activated ? "yes" : "NO",
                configured == null ? "-" : configured,
                String.join("; ", notes)
            };
        }

        /** What anybody on the network may have sent is shown without control characters. */
        private static String shown(@Nullable String text) {
            return text == null ? "?" : text.replaceAll("\\p{Cntrl}", "?");
        }
    }
}
