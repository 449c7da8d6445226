/** What the disk under the data folder is like: its room, its kind, and whether another program copies it. Changes nothing. */
@NullMarked
package dev.rollcall.agent.disk;

import org.jspecify.annotations.NullMarked;
