/**
 * The messages agent and receiver send each other, as annotation-free records of plain values. Golden JSON files in the
 * test resources guard the format; fields are only ever added. No JSON library may appear here.
 */
@NullMarked
package dev.rollcall.attendance.exchange;

import org.jspecify.annotations.NullMarked;
