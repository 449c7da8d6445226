package dev.rollcall.receiver.reconcile;

import dev.rollcall.attendance.reconcile.Statement;

/**
 * A statement with the proof of who made it.
 *
 * @param form      the form of the text that is signed
 * @param statement what is stated
 * @param algorithm {@code Ed25519}
 * @param publicKey the receiver's key, X.509 in base64. Compare it with the one that the receiver gives out by itself: anybody can sign
 *                  with a key of his own
 * @param signature over the canonical text, in base64
 */
public record SignedStatement(String form, Statement statement, String algorithm, String publicKey, String signature) {}
