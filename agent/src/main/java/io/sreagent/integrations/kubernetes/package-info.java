/**
 * Kubernetes: what happens in a cluster, what was changed in it, and the ways to change it safely.
 */
@NullMarked
package io.sreagent.integrations.kubernetes;

import org.jspecify.annotations.NullMarked;
