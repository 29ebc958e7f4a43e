/** Traces out of Grafana Tempo. */
@NullMarked
package io.sreagent.integrations.tempo;

import org.jspecify.annotations.NullMarked;
