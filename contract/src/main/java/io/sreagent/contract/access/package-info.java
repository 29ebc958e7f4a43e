/** Who is asking, and what they may do. */
@NullMarked
package io.sreagent.contract.access;

import org.jspecify.annotations.NullMarked;
