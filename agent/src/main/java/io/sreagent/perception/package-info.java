/** Watches what the sources deliver against what was learned, and says what is not as expected. */
@NullMarked
package io.sreagent.perception;

import org.jspecify.annotations.NullMarked;
