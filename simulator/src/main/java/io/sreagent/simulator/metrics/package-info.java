/** The recorded samples: labels, columns of samples on one grid, and selection by matchers. */
@NullMarked
package io.sreagent.simulator.metrics;

import org.jspecify.annotations.NullMarked;
