package dev.rollcall.isapi;

import dev.rollcall.isapi.StubDevice.Reply;
import java.nio.file.Path;

/** Run by {@link OldJvmIT} in a process of its own; prints what each way of connecting gave. */
final class OldJvm {

    private static final String TIME =
            "<Time><timeMode>NTP</timeMode><localTime>2026-07-13T19:14:08</localTime></Time>";

    private OldJvm() {}

    public static void main(String[] arguments) throws Exception {
        TestKeys keys = TestKeys.read(Path.of(arguments[0]));
        DeviceTls pinned = DeviceTls.pinned(
                CertificateFingerprint.ofCertificate(keys.certificate()).toString());
        for (String version : new String[] {"TLSv1", "TLSv1.1"}) {
            say(version + " without the switch", keys, "127.0.0.1", pinned, StubDevice.DIGEST, version);
            say(version + " with the switch", keys, "127.0.0.1", pinned.withLegacyTls(), StubDevice.DIGEST, version);
        }
        say("authority, right host", keys, "localhost", DeviceTls.trusted(), StubDevice.DIGEST, "TLSv1.3");
        say("authority, other host", keys, "127.0.0.1", DeviceTls.trusted(), StubDevice.DIGEST, "TLSv1.3");
        say("authority, only Basic offered", keys, "localhost", DeviceTls.trusted(), "Basic realm=\"x\"", "TLSv1.3");
        System.exit(0);
    }

    private static void say(String what, TestKeys keys, String host, DeviceTls tls, String challenge, String version)
            throws Exception {
        try (StubDevice device = StubDevice.https(keys.context(), version)
                        .then(Reply.challenge("", challenge))
                        .then(Reply.of(200, TIME));
                IsapiClient client = device.client().host(host).https(tls).build()) {
            System.out.println(what + ": " + result(client));
        }
    }

    private static String result(IsapiClient client) {
        try {
            return String.valueOf(client.system().time().timeMode());
        } catch (IsapiException.Unauthorized e) {
            return e.reason().name();
        } catch (IsapiException e) {
            return e.getClass().getSimpleName();
        }
    }
}
