/** From an incident to what is behind it: facts gathered, causes ranked, the near future told. */
@NullMarked
package io.sreagent.cognition;

import org.jspecify.annotations.NullMarked;
