/** Known troubles by their words in a log: rule packs, which are data, and their matching. */
@NullMarked
package io.sreagent.analysis.logs.rules;

import org.jspecify.annotations.NullMarked;
