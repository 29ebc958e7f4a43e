/** From the load of a service to the replicas that its next hours need. */
@NullMarked
package io.sreagent.capacity;

import org.jspecify.annotations.NullMarked;
