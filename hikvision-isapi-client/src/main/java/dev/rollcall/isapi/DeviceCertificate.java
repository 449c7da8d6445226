package dev.rollcall.isapi;

import java.io.Serializable;
import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * The certificate a terminal presents, for a person to judge. Names are what the certificate claims; only a fingerprint compared
 * with the device's own screen, web page or papers makes it trustworthy.
 *
 * @param subject distinguished name of the holder, at most 200 characters
 * @param issuer distinguished name of the signer, at most 200 characters; equal to {@code subject} when self-signed
 * @param validFrom start of validity; devices with a reset clock make certificates dated 1970
 * @param validUntil end of validity; a pinned certificate is accepted after it too
 * @param fingerprint of the whole certificate
 * @param publicKeyFingerprint of the key alone
 */
public record DeviceCertificate(
        String subject,
        String issuer,
        Instant validFrom,
        Instant validUntil,
        CertificateFingerprint fingerprint,
        CertificateFingerprint publicKeyFingerprint)
        implements Serializable {

    private static final int LONGEST_NAME = 200;

    /** What is worth showing of {@code certificate}. */
    public static DeviceCertificate of(X509Certificate certificate) {
        return new DeviceCertificate(
                shortened(certificate.getSubjectX500Principal().getName()),
                shortened(certificate.getIssuerX500Principal().getName()),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                CertificateFingerprint.ofCertificate(certificate),
                CertificateFingerprint.ofPublicKey(certificate));
    }

    private static String shortened(String name) {
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
