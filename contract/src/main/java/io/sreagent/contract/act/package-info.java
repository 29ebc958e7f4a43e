/** How an effect is brought about, once, and how one finds out afterwards whether it was. */
@NullMarked
package io.sreagent.contract.act;

import org.jspecify.annotations.NullMarked;
