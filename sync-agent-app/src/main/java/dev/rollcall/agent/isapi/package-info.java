/** The adapter that reads Hikvision terminals through the ISAPI client and the translator. The only package that knows either. */
@NullMarked
package dev.rollcall.agent.isapi;

import org.jspecify.annotations.NullMarked;
