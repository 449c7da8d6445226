package dev.rollcall.agent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An authority of our own and certificates signed by it, made by the JDK's keytool when asked for. */
public final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path folder;

    /** Makes an authority. */
    public Certificates(Path folder) throws IOException {
        this.folder = folder;
        pair("ca", "CN=Test Authority", "-ext", "bc:c", "-validity", "3650");
        keytool(
                "ca",
                "-exportcert",
                "-rfc",
                "-alias",
                "ca",
                "-file",
                authority().toString());
    }

    /** The authority's certificate as PEM. */
    public Path authority() {
        return folder.resolve("ca.pem");
    }

    /**
     * Makes a server's certificate.
     *
     * @param host  for whom, such as {@code ip:127.0.0.1}
     * @param begin when it begins, as keytool has it: {@code -10d}
     * @param days  how long it is valid
     */
    public SSLContext server(String name, String host, String begin, int days)
            throws IOException, GeneralSecurityException {
        pair(name, "CN=" + name);
        String request = folder.resolve(name + ".csr").toString();
        String signed = folder.resolve(name + ".pem").toString();
        keytool(name, "-certreq", "-alias", name, "-file", request);
        keytool(
                "ca",
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                request,
                "-outfile",
                signed,
                "-rfc",
                "-ext",
                "san=" + host,
                "-startdate",
                begin,
                "-validity",
                String.valueOf(days));
        keytool(
                name,
                "-importcert",
                "-noprompt",
                "-alias",
                "authority",
                "-file",
                authority().toString());
        keytool(name, "-importcert", "-noprompt", "-alias", name, "-file", signed);
        return context(name);
    }

    private SSLContext context(String name) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(folder.resolve(name + ".p12"))) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private void pair(String name, String subject, String... more) throws IOException {
        List<String> arguments =
                new ArrayList<>(List.of("-genkeypair", "-alias", name, "-dname", subject, "-keyalg", "EC"));
        arguments.addAll(List.of(more));
        keytool(name, arguments.toArray(String[]::new));
    }

    private void keytool(String store, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-Xshare:auto"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        command.addAll(List.of("-keystore", folder.resolve(store + ".p12").toString()));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException("keytool: " + said);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
