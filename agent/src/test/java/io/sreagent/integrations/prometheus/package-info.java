/** Prometheus against a scripted server and, where it is installed, the real one. */
@NullMarked
package io.sreagent.integrations.prometheus;

import org.jspecify.annotations.NullMarked;
