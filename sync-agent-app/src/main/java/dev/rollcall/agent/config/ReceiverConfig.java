package dev.rollcall.agent.config;

import java.net.URI;

/**
 * The receiver.
 *
 * @param url   its base address, ending in a slash, without user, query or fragment
 * @param token the agent's token
 */
public record ReceiverConfig(URI url, Secret token) {}
