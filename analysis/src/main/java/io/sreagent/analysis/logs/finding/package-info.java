/** What is unusual in a stretch of log against what was learned, and what changed since before. */
@NullMarked
package io.sreagent.analysis.logs.finding;

import org.jspecify.annotations.NullMarked;
