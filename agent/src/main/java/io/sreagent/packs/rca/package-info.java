/** Recorded cases of trouble, as public sets and evaluation scripts write them. */
@NullMarked
package io.sreagent.packs.rca;

import org.jspecify.annotations.NullMarked;
