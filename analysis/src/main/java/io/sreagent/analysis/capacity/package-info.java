/** From load to replicas: what one replica bears, and how many the coming hours need. */
@NullMarked
package io.sreagent.analysis.capacity;

import org.jspecify.annotations.NullMarked;
