/**
 * The way in to one Hikvision terminal: the client, its exceptions and the guard of its password. The rooms below hold one
 * subject of the device protocol each; nothing here knows what attendance is, and no third-party type shows in a signature.
 */
@NullMarked
package dev.rollcall.isapi;

import org.jspecify.annotations.NullMarked;
