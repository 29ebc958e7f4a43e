/** What became of plans, and what that teaches about the next one. */
@NullMarked
package io.sreagent.learning;

import org.jspecify.annotations.NullMarked;
