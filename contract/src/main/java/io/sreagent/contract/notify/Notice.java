package io.sreagent.contract.notify;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.incident.Incident.Resolution;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing people are told about an incident.
 *
 * @param key the same for every repeat of this notice, and for no other
 * @param incident its id
 * @param text what has just happened
 * @param url the incident's page
 * @param resolution how it ended; null while it has not
 * @param plan what is to be done; null where there is no plan
 */
public record Notice(
        String key,
        Kind kind,
        Instant at,
        String incident,
        IncidentState state,
        Severity severity,
        String resource,
        Words title,
        Words text,
        String url,
        @Nullable Resolution resolution,
        @Nullable Proposal plan) {

    /** Why people are told. */
    public enum Kind {
        OPENED, // there is trouble
        APPROVAL, // a plan waits for an answer
        ESCALATED, // a person has to take it
        RESOLVED // it is over
    }

    public Notice {
        requireNonNull(key, "key");
        requireNonNull(kind, "kind");
        requireNonNull(at, "at");
        requireNonNull(incident, "incident");
        requireNonNull(state, "state");
        requireNonNull(severity, "severity");
        requireNonNull(resource, "resource");
        requireNonNull(title, "title");
        requireNonNull(text, "text");
        requireNonNull(url, "url");
    }

    /**
     * A plan in short.
     *
     * @param hash of the plan; an approval is for this and no other
     * @param risk 0–1
     * @param expectedSuccess 0–1
     * @param approval how to answer; null when the plan is only shown
     */
    public record Proposal(
            String id,
            String hash,
            String playbook,
            String cause,
            double risk,
            double expectedSuccess,
            List<Move> steps,
            @Nullable Approval approval) {
        public Proposal {
            requireNonNull(id, "id");
            requireNonNull(hash, "hash");
            requireNonNull(playbook, "playbook");
            requireNonNull(cause, "cause");
            steps = List.copyOf(steps);
        }
    }

    /**
     * One step of a plan.
     *
     * @param changes one line each: field, value now, value then
     * @param affected what else feels it
     * @param undo how to undo it, or that it cannot be
     */
    public record Move(
            String name, String target, List<String> changes, List<String> affected, String undo) {
        public Move {
            requireNonNull(name, "name");
            requireNonNull(target, "target");
            requireNonNull(undo, "undo");
            changes = List.copyOf(changes);
            affected = List.copyOf(affected);
        }
    }

    /**
     * How a person says yes or no.
     *
     * @param expires from then on nobody can
     * @param url the page with the buttons
     * @param call path of the API call that approves, below the server's address
     * @param command the same on a command line
     */
    public record Approval(Instant expires, String url, String call, String command) {
        public Approval {
            requireNonNull(expires, "expires");
            requireNonNull(url, "url");
            requireNonNull(call, "call");
            requireNonNull(command, "command");
        }
    }
}
