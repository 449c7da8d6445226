/**
 * Who may use the terminal: people, cards, fingerprints and faces, access schedules and attendance plans, read as the terminal
 * holds them. Nothing here writes, and no template or picture of a body is ever kept.
 */
@NullMarked
package dev.rollcall.isapi.person;

import org.jspecify.annotations.NullMarked;
