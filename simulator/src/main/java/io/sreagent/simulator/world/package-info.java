/**
 * The one model everything comes from: load, queueing, latency, errors, memory, faults, metrics and
 * logs.
 */
@NullMarked
package io.sreagent.simulator.world;

import org.jspecify.annotations.NullMarked;
