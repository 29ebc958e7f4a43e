/** API tokens: who holds one is who, and may do what. */
@NullMarked
package io.sreagent.access;

import org.jspecify.annotations.NullMarked;
