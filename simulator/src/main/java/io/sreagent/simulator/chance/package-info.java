/**
 * Randomness that depends on the seed and on what is asked, never on the order of asking, so that
 * an intervention changes only what it touches.
 */
@NullMarked
package io.sreagent.simulator.chance;

import org.jspecify.annotations.NullMarked;
