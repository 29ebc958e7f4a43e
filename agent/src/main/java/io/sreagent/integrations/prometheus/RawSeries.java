package io.sreagent.integrations.prometheus;

import java.util.Map;

/**
 * One series as the server told it.
 *
 * @param values one per step of the asked grid; NaN where there is no sample
 */
record RawSeries(Map<String, String> labels, double[] values) {}
