package dev.rollcall.agent.config;

import org.jspecify.annotations.Nullable;

/**
 * How a terminal is talked to over HTTPS.
 *
 * @param fingerprint the SHA-256 by which its certificate, or the key in it, is recognised; null to trust what an authority known
 *     to this Java has signed for its host name
 * @param legacy      whether protocol versions and ciphers are offered that current programs have given up
 */
public record TlsConfig(@Nullable String fingerprint, boolean legacy) {}
