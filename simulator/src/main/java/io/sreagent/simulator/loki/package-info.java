/** Loki's HTTP API over what the pods of the simulated world wrote. */
@NullMarked
package io.sreagent.simulator.loki;

import org.jspecify.annotations.NullMarked;
