/** Starts a simulated shop behind real wire protocols, and shows the evaluator what is true. */
@NullMarked
package io.sreagent.simulator;

import org.jspecify.annotations.NullMarked;
