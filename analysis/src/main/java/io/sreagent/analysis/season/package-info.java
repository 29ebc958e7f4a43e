/** A series taken apart: what repeats, what moves slowly, and what is left. */
@NullMarked
package io.sreagent.analysis.season;

import org.jspecify.annotations.NullMarked;
