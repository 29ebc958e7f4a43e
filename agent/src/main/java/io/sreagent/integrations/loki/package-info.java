/** Log lines out of Loki. */
@NullMarked
package io.sreagent.integrations.loki;

import org.jspecify.annotations.NullMarked;
