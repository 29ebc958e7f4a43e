/** The Prometheus HTTP API over the recorded samples, with a small evaluator of PromQL. */
@NullMarked
package io.sreagent.simulator.prometheus;

import org.jspecify.annotations.NullMarked;
