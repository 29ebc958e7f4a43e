/**
 * Detectors that need a machine-learning library, or a network that is trained. Nothing in the
 * program depends on them: who wants one adds this module and names it in an ensemble.
 */
@NullMarked
package io.sreagent.learned;

import org.jspecify.annotations.NullMarked;
