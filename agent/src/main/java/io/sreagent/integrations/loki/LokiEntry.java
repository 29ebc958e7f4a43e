package io.sreagent.integrations.loki;

import java.util.Map;

/**
 * One line as Loki keeps it.
 *
 * @param nanos since the epoch
 */
record LokiEntry(Map<String, String> labels, long nanos, String text) {}
