/**
 * The store: incidents and their states, plans and decisions, steps, locks, policy, audit, jobs.
 *
 * <p>Everything that changes state takes a {@link Tx}, so that what belongs together is committed
 * together.
 */
@NullMarked
package io.sreagent.incident;

import org.jspecify.annotations.NullMarked;
