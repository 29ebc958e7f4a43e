/**
 * Scenario files: what the shop is, what happens to it, and what is true about it. Records, a
 * parser that answers with file, line and key, and the shipped scenarios.
 */
@NullMarked
package io.sreagent.simulator.scenario;

import org.jspecify.annotations.NullMarked;
