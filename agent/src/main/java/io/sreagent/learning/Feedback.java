package io.sreagent.learning;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a person thought of what a playbook did about an incident.
 *
 * @param approving thumbs up
 */
public record Feedback(
        String incidentId,
        String playbook,
        String playbookVersion,
        boolean approving,
        String by,
        String words,
        Instant at) {
    public Feedback {
        requireNonNull(incidentId, "incidentId");
        requireNonNull(playbook, "playbook");
        requireNonNull(playbookVersion, "playbookVersion");
        requireNonNull(by, "by");
        requireNonNull(words, "words");
        requireNonNull(at, "at");
    }
}
