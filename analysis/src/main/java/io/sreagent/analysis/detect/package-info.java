/** Detectors: each turns one stream of values into a stream of surprise, looking only backwards. */
@NullMarked
package io.sreagent.analysis.detect;

import org.jspecify.annotations.NullMarked;
