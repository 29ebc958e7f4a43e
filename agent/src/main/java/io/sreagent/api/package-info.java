/**
 * The REST API. Thin: it reads stores, asks the loop, and hands what changes something to the
 * pipeline.
 */
@NullMarked
package io.sreagent.api;

import org.jspecify.annotations.NullMarked;
