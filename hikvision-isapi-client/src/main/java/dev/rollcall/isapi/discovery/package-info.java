/**
 * Finds devices on the local network by the vendor's discovery protocol (SADP over UDP multicast), without address or password.
 * Only asks and listens: activating a device or changing its address has no place here.
 */
@NullMarked
package dev.rollcall.isapi.discovery;

import org.jspecify.annotations.NullMarked;
