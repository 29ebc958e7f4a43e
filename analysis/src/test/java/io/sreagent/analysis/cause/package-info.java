/** Tests of root causes, and the contract every kind of evidence must pass. */
@NullMarked
package io.sreagent.analysis.cause;

import org.jspecify.annotations.NullMarked;
