package dev.rollcall.receiver.cli;

import dev.rollcall.attendance.event.DeviceKey;
import dev.rollcall.receiver.ingest.Storable;
import dev.rollcall.receiver.security.Secret;
import dev.rollcall.receiver.store.Device;
import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Enters and lists devices. */
@CommandLine.Command(
        name = "device",
        mixinStandardHelpOptions = true,
        description = "Enters terminals, which makes the addresses they post to, and lists them.")
final class DeviceCommand implements Runnable {

    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    DeviceCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        throw wrong("Say what to do: device add or list");
    }

    @CommandLine.Command(
            name = "add",
            mixinStandardHelpOptions = true,
            description =
                    "Enters a terminal and prints the address it is to post to, once and alone, on standard output.")
    int add(
            @CommandLine.Parameters(
                            paramLabel = "KEY",
                            description = "the short serial: the last nine characters of" + " the serial number")
                    String key,
            @CommandLine.Option(names = "--name", required = true, description = "what you call it") String name,
            @CommandLine.Option(names = "--mac", description = "its MAC address; what names another one is not trusted")
                    @Nullable String mac,
            @CommandLine.Option(
                            names = "--zone",
                            description = "the zone its clock is set to, for example Asia/Colombo")
                    @Nullable String zone) {
        DeviceKey device = key(key);
        String plainMac = mac(mac);
        checkZone(zone);
        return terminal.with(session -> {
            Secret secret = session.tokens().addDevice(device, Storable.cleaned(name), plainMac, zone);
            terminal.answer(address(session.settings().publicUrl(), secret));
            terminal.say("Enter this address in terminal '" + name + "' (" + device
                    + ") as its HTTP listening host. It is a secret, shown once; addresses made for it before stay good"
                    + " until they are revoked (token list, token revoke).");
            return 0;
        });
    }

    @CommandLine.Command(name = "list", mixinStandardHelpOptions = true, description = "Lists all devices.")
    int list() {
        return terminal.with(session -> {
            List<Device> devices = session.store().read(unit -> unit.devices().all());
            devices.forEach(device -> terminal.answer(line(device)));
            if (devices.isEmpty()) {
                terminal.say("There is no device yet. Enter one: device add KEY --name NAME. An agent introduces its"
                        + " devices itself.");
            }
            return 0;
        });
    }

    private DeviceKey key(String text) {
        try {
            return DeviceKey.fromSerialNumber(text);
        } catch (IllegalArgumentException unusable) {
            throw wrong("Device key '" + text + "' must have 1 to 64 characters");
        }
    }

    private @Nullable String mac(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String plain = text.replaceAll("[:.-]", "").toLowerCase(Locale.ROOT);
        if (!plain.matches("[0-9a-f]{12}")) {
            throw wrong(
                    "MAC address '" + text + "' has not twelve hexadecimal digits; write it like a4:d5:c2:00:11:22");
        }
        return plain;
    }

    private void checkZone(@Nullable String zone) {
        try {
            if (zone != null) {
                ZoneId.of(zone);
            }
        } catch (DateTimeException unknown) {
            throw wrong("Zone '" + zone + "' is not known; write it like Asia/Colombo or +05:30");
        }
    }

    private CommandLine.ParameterException wrong(String message) {
        return WrongUsage.of(spec, message);
    }

    private static String address(@Nullable URI publicUrl, Secret secret) {
        String base = publicUrl == null ? "" : publicUrl.toString().replaceAll("/+$", "");
        return base + "/api/attendance/webhook/" + secret.reveal();
    }

    private static String line(Device device) {
        return String.join(
                "\t",
                device.key().value(),
                device.title(),
                device.acknowledged() ? "-" : "new",
                device.zone() == null ? "-" : device.zone(),
                device.model() == null ? "-" : device.model());
    }
}
