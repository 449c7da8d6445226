package dev.rollcall.isapi;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A SHA-256 by which a terminal is recognised over TLS: of its whole certificate, or of the public key in it. Terminals come with
 * self-signed certificates, so this takes the place of an authority. A pinned key survives a renewed certificate with the same
 * key; a pinned certificate does not.
 *
 * @param covers what was hashed
 * @param sha256 64 lower-case hexadecimal digits
 */
public record CertificateFingerprint(Covers covers, String sha256) {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern LABEL = Pattern.compile("(?i)^sha-?256( fingerprint)?\\s*[:=]\\s*");
    private static final String KEY_PREFIX = "sha256/";

    /** What the hash was computed of. */
    public enum Covers {
        /** The whole certificate, as browsers and {@code openssl x509 -fingerprint -sha256} show it. */
        CERTIFICATE,
        /** The certificate's SubjectPublicKeyInfo, as in {@code sha256/BASE64} pins. */
        PUBLIC_KEY
    }

    /** @throws IllegalArgumentException if {@code sha256} is not 64 lower-case hexadecimal digits */
    public CertificateFingerprint {
        Objects.requireNonNull(covers, "covers");
        if (!HEX.matcher(sha256).matches()) {
            throw unreadable();
        }
    }

    /**
     * Reads what {@link #toString()} and common programs print: 64 hexadecimal digits with or without colons, blanks and a leading
     * {@code SHA-256:} for a certificate, {@code sha256/BASE64} for a public key.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static CertificateFingerprint parse(String text) {
        String trimmed = text.strip();
        if (trimmed.startsWith(KEY_PREFIX)) {
            return new CertificateFingerprint(Covers.PUBLIC_KEY, hexOfBase64(trimmed.substring(KEY_PREFIX.length())));
        }
        String digits = LABEL.matcher(trimmed).replaceFirst("").replaceAll("[:\\s]", "");
        return new CertificateFingerprint(Covers.CERTIFICATE, digits.toLowerCase(Locale.ROOT));
    }

    /** The fingerprint of a whole certificate. */
    public static CertificateFingerprint ofCertificate(X509Certificate certificate) {
        try {
            return new CertificateFingerprint(Covers.CERTIFICATE, sha256Of(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("this certificate has no encoded form", e);
        }
    }

    /** The fingerprint of the public key in a certificate. */
    public static CertificateFingerprint ofPublicKey(X509Certificate certificate) {
        return new CertificateFingerprint(
                Covers.PUBLIC_KEY, sha256Of(certificate.getPublicKey().getEncoded()));
    }

    /** Whether this certificate, or the key in it, is the one that was hashed. */
    public boolean matches(X509Certificate certificate) {
        CertificateFingerprint actual =
                covers == Covers.CERTIFICATE ? ofCertificate(certificate) : ofPublicKey(certificate);
        return equals(actual);
    }

    /** {@code AB:CD:…} for a certificate, {@code sha256/BASE64} for a public key; {@link #parse} reads both. */
    @Override
    public String toString() {
        byte[] hash = HexFormat.of().parseHex(sha256);
        return covers == Covers.PUBLIC_KEY
                ? KEY_PREFIX + Base64.getEncoder().encodeToString(hash)
                : HexFormat.ofDelimiter(":").withUpperCase().formatHex(hash);
    }

    private static String hexOfBase64(String text) {
        try {
            return HexFormat.of().formatHex(Base64.getDecoder().decode(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (IllegalArgumentException e) {
            throw unreadable();
        }
    }

    private static String sha256Of(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException("a certificate fingerprint is the SHA-256 as 64 hexadecimal digits (colons"
                + " allowed), or sha256/ and the Base64 of a public key's SHA-256");
    }
}
