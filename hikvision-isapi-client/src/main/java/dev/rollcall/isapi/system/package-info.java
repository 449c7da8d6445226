/** What the terminal says about itself: model, serial number, firmware, clock and zone. Nothing here changes the device. */
@NullMarked
package dev.rollcall.isapi.system;

import org.jspecify.annotations.NullMarked;
