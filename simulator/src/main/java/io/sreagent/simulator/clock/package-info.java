/**
 * Simulated time: the clock that others read, and the queue of things that happen at their instant.
 */
@NullMarked
package io.sreagent.simulator.clock;

import org.jspecify.annotations.NullMarked;
