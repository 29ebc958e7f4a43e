package io.sreagent.learning;

/**
 * What was learned from in all.
 *
 * @param playbooks with at least one run
 * @param runs verified or failed
 * @param successRate of these, 0–1; 0 when there are none
 */
public record LearningStatistics(
        int playbooks,
        int runs,
        int successes,
        int selfRecoveries,
        double successRate,
        int thumbsUp,
        int thumbsDown) {}
