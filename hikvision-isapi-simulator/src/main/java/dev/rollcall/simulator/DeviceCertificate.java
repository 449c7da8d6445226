package dev.rollcall.simulator;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A self-signed certificate with its key, made when asked for and never written anywhere. As on a terminal it names no
 * host: its subject is a common name only, so clients can trust it by its fingerprint alone. RSA 2048, SHA-256. Immutable.
 */
public final class DeviceCertificate {
    private static final byte[] RSA_SHA256 =
            Der.sequence(Der.identifier(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), Der.nothing());
    private static final byte[] COMMON_NAME = Der.identifier(0x55, 0x04, 0x03);
    private static final int SERIAL_BITS = 64;

    private final PrivateKey key;
    private final X509Certificate certificate;

    private DeviceCertificate(PrivateKey key, X509Certificate certificate) {
        this.key = key;
        this.certificate = certificate;
    }

    /**
     * A new key and a certificate for it, signed by itself.
     *
     * @param commonName of the subject and issuer
     * @param notBefore first moment of validity, whole seconds; give one in the past for an expired certificate
     * @param notAfter last moment of validity, whole seconds
     */
    public static DeviceCertificate selfSigned(String commonName, Instant notBefore, Instant notAfter) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            byte[] content = content(commonName, notBefore, notAfter, pair);
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(pair.getPrivate());
            signature.update(content);
            byte[] signed = Der.sequence(content, RSA_SHA256, Der.bits(signature.sign()));
            return new DeviceCertificate(pair.getPrivate(), (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make an RSA certificate", e);
        }
    }

    /** The public part, for a client that trusts certificates. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** SHA-256 over the whole certificate: 64 hexadecimal digits in lower case, without colons. */
    public String fingerprint() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the fingerprint of a certificate could not be computed", e);
        }
    }

    PrivateKey key() {
        return key;
    }

    @Override
    public String toString() {
        return "DeviceCertificate[" + certificate.getSubjectX500Principal() + ", sha256 " + fingerprint() + "]";
    }

    /** TBSCertificate of RFC 5280, section 4.1, version 3 without extensions. */
    private static byte[] content(String commonName, Instant notBefore, Instant notAfter, KeyPair pair) {
        byte[] name = Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.text(commonName))));
        return Der.sequence(
                Der.tagged(0, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(SERIAL_BITS)),
                RSA_SHA256,
                name,
                Der.sequence(Der.time(notBefore), Der.time(notAfter)),
                name,
                pair.getPublic().getEncoded());
    }
}
