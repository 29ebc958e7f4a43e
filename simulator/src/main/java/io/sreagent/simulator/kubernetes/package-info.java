/** The Kubernetes REST API over the simulated cluster. */
@NullMarked
package io.sreagent.simulator.kubernetes;

import org.jspecify.annotations.NullMarked;
