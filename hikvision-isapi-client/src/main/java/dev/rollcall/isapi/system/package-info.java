/**
 * What the terminal says about itself: model, serial number, firmware, clock and zone, time servers, accounts and their lock. Only
 * the clock and the time servers can be set.
 */
@NullMarked
package dev.rollcall.isapi.system;

import org.jspecify.annotations.NullMarked;
