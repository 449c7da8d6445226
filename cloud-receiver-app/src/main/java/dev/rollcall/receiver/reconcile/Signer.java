package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.reconcile.Statement;
import dev.rollcall.receiver.store.ProofShelf;
import dev.rollcall.receiver.store.Store;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;

/** Signs statements with the key of this store, which is made when it is first needed, and checks such signatures. Thread-safe. */
public final class Signer {

    private static final String ALGORITHM = "Ed25519";

    private final Store store;
    private final InstantSource clock;

    public Signer(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Returns a signed statement. */
    public SignedStatement sign(Statement statement) {
        ProofShelf.KeyPair keys = keys();
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(
                    KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(keys.privateKey())));
            signature.update(statement.canonical().getBytes(StandardCharsets.UTF_8));
            return new SignedStatement(
                    statement.form(), statement, ALGORITHM, text(keys.publicKey()), text(signature.sign()));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the signing key of this store cannot be used", broken);
        }
    }

    /** Returns the public key, X.509 in base64. */
    public String publicKey() {
        return text(keys().publicKey());
    }

    /** Tells whether a statement says what was signed with the key that it names. What cannot be read is not signed. */
    public static boolean isGenuine(SignedStatement signed) {
        if (!signed.statement().form().equals(signed.form()) || !ALGORITHM.equals(signed.algorithm())) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(KeyFactory.getInstance(ALGORITHM)
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(signed.publicKey()))));
            signature.update(signed.statement().canonical().getBytes(StandardCharsets.UTF_8));
            return signature.verify(Base64.getDecoder().decode(signed.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return false;
        }
    }

    private ProofShelf.KeyPair keys() {
        return store.read(unit -> unit.proofs().signingKey()).orElseGet(() -> {
            ProofShelf.KeyPair proposed = fresh();
            return store.write(unit -> unit.proofs().signingKey(proposed, clock.instant()));
        });
    }

    private static ProofShelf.KeyPair fresh() {
        try {
            KeyPair made = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            return new ProofShelf.KeyPair(
                    made.getPublic().getEncoded(), made.getPrivate().getEncoded());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java since 15 has Ed25519", impossible);
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
