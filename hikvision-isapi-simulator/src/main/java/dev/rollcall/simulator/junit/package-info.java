/**
 * Simulated terminals in JUnit Jupiter tests, from 5.12 on. Needs junit-jupiter-api on the class path, which this jar does
 * not bring; nothing else in the jar may use this package.
 */
@NullMarked
package dev.rollcall.simulator.junit;

import org.jspecify.annotations.NullMarked;
