package dev.rollcall.isapi.notification;

import org.jspecify.annotations.Nullable;

/**
 * A picture that came with a notification: what is kept instead of the face.
 *
 * @param contentType as the part says; null if it says nothing
 * @param length in bytes
 * @param sha256 of the bytes, 64 lower-case hex digits
 */
public record Picture(@Nullable String contentType, long length, String sha256) {}
