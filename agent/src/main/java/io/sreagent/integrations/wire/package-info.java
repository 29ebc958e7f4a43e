/** What all sources behind HTTP share: trust, limits, patience, and how trouble is told. */
@NullMarked
package io.sreagent.integrations.wire;

import org.jspecify.annotations.NullMarked;
