/** Life on simulated time: the clock of a simulator, over the wire. */
@NullMarked
package io.sreagent.integrations.simulator;

import org.jspecify.annotations.NullMarked;
