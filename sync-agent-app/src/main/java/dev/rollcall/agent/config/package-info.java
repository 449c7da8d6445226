/** The configuration as values, read from YAML and environment with all problems at once. Builds nothing and asks nobody. */
@NullMarked
package dev.rollcall.agent.config;

import org.jspecify.annotations.NullMarked;
