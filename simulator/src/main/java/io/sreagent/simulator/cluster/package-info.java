/**
 * The simulated cluster: versioned objects, patches, and the controllers, scheduler and kubelets
 * that act on them.
 */
@NullMarked
package io.sreagent.simulator.cluster;

import org.jspecify.annotations.NullMarked;
