/** An incident and the states of its life. */
@NullMarked
package io.sreagent.contract.incident;

import org.jspecify.annotations.NullMarked;
