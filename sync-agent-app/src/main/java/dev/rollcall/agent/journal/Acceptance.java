package dev.rollcall.agent.journal;

import java.time.Instant;

/**
 * That a person takes the responsibility for a record that was not understood, or for what is lost, so that nothing is held back for it any
 * more.
 *
 * @param at  when, by our clock
 * @param who the name of the account that gave the command
 * @param why the reason that was given
 */
public record Acceptance(Instant at, String who, String why) {}
