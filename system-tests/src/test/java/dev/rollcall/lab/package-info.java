/** What the experiments of the laboratory share: scratch folders, what this machine has, what they tell of themselves, and the report made of it. */
@NullMarked
package dev.rollcall.lab;

import org.jspecify.annotations.NullMarked;
