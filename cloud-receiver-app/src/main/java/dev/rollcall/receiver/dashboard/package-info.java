/** The pages for people, rendered on the server. Shows facts of the store, decides none. */
@NullMarked
package dev.rollcall.receiver.dashboard;

import org.jspecify.annotations.NullMarked;
