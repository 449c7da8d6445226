package dev.rollcall.agent.sqlite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, which every Java has. */
final class Sha256 {

    /** Copied for each use, which costs a fraction of looking the algorithm up; never used itself. */
    private static final MessageDigest FRESH = lookedUp();

    private Sha256() {}

    static MessageDigest begin() {
        try {
            return (MessageDigest) FRESH.clone();
        } catch (CloneNotSupportedException cannotCopy) {
            return lookedUp();
        }
    }

    static byte[] of(byte[] bytes) {
        return begin().digest(bytes);
    }

    static byte[] of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest lookedUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
