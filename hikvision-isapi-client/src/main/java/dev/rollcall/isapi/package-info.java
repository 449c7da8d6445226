@NullMarked
package dev.rollcall.isapi;

import org.jspecify.annotations.NullMarked;
