/** The loop as a table of contents, and what the ways in may ask of it. */
@NullMarked
package io.sreagent.pipeline;

import org.jspecify.annotations.NullMarked;
