/** Accuracy of root causes on public data: readers of recorded cases, scoring, training. */
@NullMarked
package io.sreagent.benchmarks.cause;

import org.jspecify.annotations.NullMarked;
