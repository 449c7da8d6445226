package dev.rollcall.isapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What depends on settings that a Java process reads once: forbidden TLS versions and trusted authorities. */
@Tag("any-jackson")
final class OldJvmIT {

    @Test
    void legacyTls_isForTheDeviceThatHasTheSwitchOnly(@TempDir Path folder) throws Exception {
        Path permissive =
                Files.writeString(folder.resolve("old.security"), "jdk.tls.disabledAlgorithms=SSLv3, NULL, anon\n");
        TestKeys keys = TestKeys.selfSigned(
                folder.resolve("device.p12"),
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "365",
                "-ext",
                "san=dns:localhost");
        List<String> said = runs(
                "-Djava.security.properties=" + permissive,
                "-Djavax.net.ssl.trustStore=" + keys.file(),
                "-Djavax.net.ssl.trustStorePassword=" + TestKeys.STORE_PASSWORD,
                keys.file().toString());
        assertThat(said)
                .containsExactly(
                        "TLSv1 without the switch: Unavailable",
                        "TLSv1 with the switch: NTP",
                        "TLSv1.1 without the switch: Unavailable",
                        "TLSv1.1 with the switch: NTP",
                        "authority, right host: NTP",
                        "authority, other host: Untrusted",
                        "authority, only Basic offered: NO_DIGEST_OFFERED");
    }

    private static List<String> runs(String first, String second, String third, String argument) throws Exception {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        first,
                        second,
                        third,
                        "-cp",
                        System.getProperty("java.class.path"),
                        OldJvm.class.getName(),
                        argument)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String out = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor()).as(out).isZero();
        return out.lines().filter(line -> line.contains(": ")).toList();
    }
}
