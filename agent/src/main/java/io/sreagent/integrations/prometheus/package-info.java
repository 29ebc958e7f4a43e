/** Prometheus, and whatever else speaks its HTTP API: Mimir, Thanos, VictoriaMetrics. */
@NullMarked
package io.sreagent.integrations.prometheus;

import org.jspecify.annotations.NullMarked;
