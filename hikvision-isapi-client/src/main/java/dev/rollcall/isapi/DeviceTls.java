package dev.rollcall.isapi;

import java.util.Objects;
import java.util.Set;

/**
 * How HTTPS to one terminal is trusted. Terminals carry self-signed certificates, so the usual way is {@link #pinned}: read the
 * certificate once with {@link IsapiClient.Builder#readCertificate()}, let a person compare the fingerprint, keep it in the
 * configuration. A certificate that does not match ends the call with {@link IsapiException.Untrusted} before the password, or
 * any other byte of HTTP, is sent.
 *
 * @param pins accepted fingerprints, any one suffices; empty: an authority that this Java trusts must have signed the
 *     certificate, and it must name the host
 * @param legacy see {@link #withLegacyTls()}
 */
public record DeviceTls(Set<CertificateFingerprint> pins, boolean legacy) {

    public DeviceTls {
        pins = Set.copyOf(pins);
    }

    /** An authority known to this Java must have signed the certificate, and the certificate must name the host. */
    public static DeviceTls trusted() {
        return new DeviceTls(Set.of(), false);
    }

    /**
     * Exactly the terminal with this fingerprint, whatever its certificate says about names, signers and dates.
     *
     * @throws IllegalArgumentException if a fingerprint cannot be read, see {@link CertificateFingerprint#parse}
     */
    public static DeviceTls pinned(String fingerprint) {
        return pinned(Set.of(CertificateFingerprint.parse(fingerprint)));
    }

    /**
     * Exactly a terminal with one of these fingerprints; two while a certificate is being exchanged.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static DeviceTls pinned(Set<CertificateFingerprint> fingerprints) {
        if (Objects.requireNonNull(fingerprints, "fingerprints").isEmpty()) {
            throw new IllegalArgumentException("no fingerprint is given: read one with readCertificate()");
        }
        return new DeviceTls(fingerprints, false);
    }

    /**
     * For an old terminal that fails a modern handshake (seen on DS-K1A340FWX V1.2.7): offers every protocol version and cipher
     * suite that this Java permits, also those that current programs have given up. Weak protection: for this device only.
     *
     * <p>Not possible from here: TLS 1.0, TLS 1.1, 3DES and RC4, where the Java installation forbids them (all current ones do). Its
     * list is fixed when the JVM starts; to lift it, start Java with {@code -Djava.security.properties=FILE}, where FILE sets
     * {@code jdk.tls.disabledAlgorithms} without them. That holds for the whole process; this switch then limits their use to this
     * device, since other clients of this library still refuse them.
     */
    public DeviceTls withLegacyTls() {
        return new DeviceTls(pins, true);
    }

    /** Whether the peer is recognised by its fingerprint. */
    public boolean isPinned() {
        return !pins.isEmpty();
    }
}
