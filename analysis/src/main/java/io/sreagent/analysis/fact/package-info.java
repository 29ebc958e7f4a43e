/**
 * What sources deliver, whichever vendor it came from. Every fact names the resource it is about.
 */
@NullMarked
package io.sreagent.analysis.fact;

import org.jspecify.annotations.NullMarked;
