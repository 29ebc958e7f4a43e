/** Detection measured on public data and on injected faults, each detector beside its peers. */
@NullMarked
package io.sreagent.benchmarks.detect;

import org.jspecify.annotations.NullMarked;
