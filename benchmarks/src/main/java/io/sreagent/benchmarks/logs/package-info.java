/** Accuracy and speed of the log analysis on public data, beside its peers. */
@NullMarked
package io.sreagent.benchmarks.logs;

import org.jspecify.annotations.NullMarked;
