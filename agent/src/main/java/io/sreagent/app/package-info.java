/** Where the program starts. */
@NullMarked
package io.sreagent.app;

import org.jspecify.annotations.NullMarked;
