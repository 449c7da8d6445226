/**
 * How the client works inside: HTTP, digest, and the readers of JSON, XML and multipart bodies. This package is internal to the
 * module and is hence not for public use: its types may change or go at any time.
 */
@NullMarked
package dev.rollcall.isapi.internal;

import org.jspecify.annotations.NullMarked;
