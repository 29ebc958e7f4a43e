/** What is to be done, what would change, how risky it is, and who said what about it. */
@NullMarked
package io.sreagent.contract.plan;

import org.jspecify.annotations.NullMarked;
