package io.sreagent.learning;

import java.time.Duration;
import java.util.Map;

/**
 * What became of one playbook's runs, all versions together.
 *
 * @param runs verified or failed; self-recoveries are counted apart
 * @param successRate of these runs, 0–1; 0 when there are none
 * @param meanDuration of these runs, from first step to end
 * @param failures why it failed → how often
 */
public record PlaybookStatistics(
        String playbook,
        int runs,
        int successes,
        int selfRecoveries,
        double successRate,
        Duration meanDuration,
        Map<String, Integer> failures,
        int thumbsUp,
        int thumbsDown) {
    public PlaybookStatistics {
        failures = Map.copyOf(failures);
    }
}
