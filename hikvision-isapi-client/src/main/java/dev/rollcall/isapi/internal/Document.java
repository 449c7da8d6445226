package dev.rollcall.isapi.internal;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A body as a tree, the same for JSON and XML. Internal to the module.
 *
 * @param root local name of the XML root element; empty for JSON
 * @param fields the fields of the root; XML texts are text nodes
 */
public record Document(String root, JsonNode fields) {}
