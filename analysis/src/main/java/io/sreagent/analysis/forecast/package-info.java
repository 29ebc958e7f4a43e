/** Forecasters: history in, mean and interval out. */
@NullMarked
package io.sreagent.analysis.forecast;

import org.jspecify.annotations.NullMarked;
