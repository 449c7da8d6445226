package dev.rollcall.agent.config;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the file of authorities: one certificate or several, each between its PEM lines; text around them is let pass. */
final class AuthorityFile {

    private static final Pattern CERTIFICATE = Pattern.compile(
            "-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----.+?-----END [A-Z0-9 ]*CERTIFICATE-----", Pattern.DOTALL);
    private static final String REMEDY =
            "Name a PEM file with the certificate of your authority (-----BEGIN CERTIFICATE-----), or several of them.";

    private final SettingReader settings;

    AuthorityFile(SettingReader settings) {
        this.settings = settings;
    }

    List<X509Certificate> read(String key) {
        if (settings.optional(key) == null) {
            return List.of();
        }
        Path path = settings.path(key, "");
        try {
            List<X509Certificate> found =
                    certificates(new String(Files.readAllBytes(path), StandardCharsets.ISO_8859_1));
            if (found.isEmpty()) {
                settings.problem(key, path + " holds no certificate", REMEDY);
            }
            return found;
        } catch (IOException unreadable) {
            settings.problem(
                    key,
                    path + " cannot be read",
                    "Check that the file exists and that the agent's account may read it.");
        } catch (CertificateException broken) {
            settings.problem(key, path + " holds a certificate that cannot be read", REMEDY);
        }
        return List.of();
    }

    private static List<X509Certificate> certificates(String pem) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> found = new ArrayList<>();
        Matcher blocks = CERTIFICATE.matcher(pem);
        while (blocks.find()) {
            Certificate read = factory.generateCertificate(
                    new ByteArrayInputStream(blocks.group().getBytes(StandardCharsets.ISO_8859_1)));
            found.add((X509Certificate) read);
        }
        return found;
    }
}
