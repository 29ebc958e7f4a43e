/**
 * Reads logs of any common format into records: bytes in, {@code LogLine}s out, nothing lost
 * untold.
 */
@NullMarked
package io.sreagent.analysis.logs.read;

import org.jspecify.annotations.NullMarked;
