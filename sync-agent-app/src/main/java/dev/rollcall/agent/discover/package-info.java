/**
 * Terminals found on the local network, set beside the configured ones, for people and machines. Finding them is an adapter's work;
 * nothing here or there changes a terminal.
 */
@NullMarked
package dev.rollcall.agent.discover;

import org.jspecify.annotations.NullMarked;
