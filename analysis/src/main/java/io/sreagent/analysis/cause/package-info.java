/** Root causes: kinds of evidence, and the arithmetic that adds them up. */
@NullMarked
package io.sreagent.analysis.cause;

import org.jspecify.annotations.NullMarked;
