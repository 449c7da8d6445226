/**
 * The agent as a service of the computer: what has to be written and run for systemd, launchd, Windows and PM2, as values that can be
 * shown or carried out. Knows nothing of terminals, journals and the receiver.
 */
@NullMarked
package dev.rollcall.agent.service;

import org.jspecify.annotations.NullMarked;
