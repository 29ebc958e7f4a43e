/** Small robust kernels that the other packages share. Arrays in, numbers out; NaN is a gap. */
@NullMarked
package io.sreagent.analysis.stats;

import org.jspecify.annotations.NullMarked;
