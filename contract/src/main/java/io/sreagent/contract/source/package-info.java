/** Where facts come from: one interface per kind of fact, implemented once per vendor. */
@NullMarked
package io.sreagent.contract.source;

import org.jspecify.annotations.NullMarked;
