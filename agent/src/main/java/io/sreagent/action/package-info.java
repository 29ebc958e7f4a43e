/**
 * Does what was decided, step by step, so that a crash at any point neither loses nor repeats one.
 */
@NullMarked
package io.sreagent.action;

import org.jspecify.annotations.NullMarked;
