/** What the analysis concludes from facts: anomalies, forecasts, hypotheses and their evidence. */
@NullMarked
package io.sreagent.analysis.finding;

import org.jspecify.annotations.NullMarked;
