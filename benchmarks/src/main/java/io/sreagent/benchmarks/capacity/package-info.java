/** What planning replicas ahead is worth beside scaling when it hurts. */
@NullMarked
package io.sreagent.benchmarks.capacity;

import org.jspecify.annotations.NullMarked;
