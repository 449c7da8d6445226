package dev.rollcall.agent.command;

/**
 * What a command came to.
 *
 * @param text     what it prints, lines ending as the platform's do
 * @param exitCode how it exits
 */
public record Outcome(String text, int exitCode) {}
