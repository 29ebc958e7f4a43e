/** How good forecasts are on public data, beside the yardsticks everyone knows. */
@NullMarked
package io.sreagent.benchmarks.forecast;

import org.jspecify.annotations.NullMarked;
