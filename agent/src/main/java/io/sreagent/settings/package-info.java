/** The configuration: its keys, where each value came from, and every mistake in it by line. */
@NullMarked
package io.sreagent.settings;

import org.jspecify.annotations.NullMarked;
