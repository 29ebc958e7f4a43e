/**
 * The command line. Client commands talk to a server over its API and never boot one; {@code serve}
 * does.
 */
@NullMarked
package io.sreagent.cli;

import org.jspecify.annotations.NullMarked;
