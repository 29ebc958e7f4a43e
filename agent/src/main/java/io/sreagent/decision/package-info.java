/**
 * From a diagnosis to a plan, its risk, and the verdict of the one policy gate. Nothing here has an
 * effect.
 */
@NullMarked
package io.sreagent.decision;

import org.jspecify.annotations.NullMarked;
