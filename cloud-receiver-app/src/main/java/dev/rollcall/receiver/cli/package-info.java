/** The administrator's subcommands, which work beside a running receiver without a web server. */
@NullMarked
package dev.rollcall.receiver.cli;

import org.jspecify.annotations.NullMarked;
