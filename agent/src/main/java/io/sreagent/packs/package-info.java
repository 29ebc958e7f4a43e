/** Reads the files that people bring to offline commands; knows nothing of their answers. */
@NullMarked
package io.sreagent.packs;

import org.jspecify.annotations.NullMarked;
