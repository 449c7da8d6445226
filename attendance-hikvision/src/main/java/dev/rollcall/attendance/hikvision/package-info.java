@NullMarked
package dev.rollcall.attendance.hikvision;

import org.jspecify.annotations.NullMarked;
