/** Finds sessions (all lines of one request, block or job) that run unlike the normal ones. */
@NullMarked
package io.sreagent.analysis.logs.session;

import org.jspecify.annotations.NullMarked;
