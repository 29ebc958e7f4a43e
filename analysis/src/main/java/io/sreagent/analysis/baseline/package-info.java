/**
 * What is normal for one series: where it should be at a time, how far it strays, how sure we are.
 */
@NullMarked
package io.sreagent.analysis.baseline;

import org.jspecify.annotations.NullMarked;
