package dev.rollcall.simulator;

import java.time.Duration;

/**
 * How events are pushed.
 *
 * @param timeout for connecting and for the answer
 * @param retryAfter the pause before an event that was not acknowledged is sent again
 * @param heartbeat the pause between heartbeats while there is nothing else to send; zero for none
 * @param storedEvents whether events that were logged before pushing began are sent too, oldest first
 * @param pictures whether face events carry a picture part
 */
record PushSettings(
        Duration timeout, Duration retryAfter, Duration heartbeat, boolean storedEvents, boolean pictures) {}
