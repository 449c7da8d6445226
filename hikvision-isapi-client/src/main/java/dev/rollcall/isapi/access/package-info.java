/**
 * What happened at the terminal: searching, paging and counting the access events it still holds. Records keep the device's
 * own words beside the parsed value; what an event means is not decided here.
 */
@NullMarked
package dev.rollcall.isapi.access;

import org.jspecify.annotations.NullMarked;
