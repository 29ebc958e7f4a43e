/** A small HTTP server on virtual threads, and the log of requests that change something. */
@NullMarked
package io.sreagent.simulator.http;

import org.jspecify.annotations.NullMarked;
