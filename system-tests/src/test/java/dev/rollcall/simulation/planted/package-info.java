/**
 * Mistakes planted into the house, each as a wrapper of one port or a changed setting, for the laboratory to find. Nothing of the product
 * knows of them, and no switch for them is in it.
 */
@NullMarked
package dev.rollcall.simulation.planted;

import org.jspecify.annotations.NullMarked;
