package io.sreagent.decision;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.finding.FaultKind;
import io.sreagent.analysis.finding.Words;
import io.sreagent.contract.plan.Check;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What to do about one sort of trouble: data that people write, review and version.
 *
 * @param id file name without its ending
 * @param version hash of the text: a changed playbook starts its record anew
 * @param expectedSuccess the author's estimate, 0–1, used until there are runs
 * @param relief whether it eases the symptom and leaves the cause
 */
public record Playbook(
        String id,
        String version,
        Words title,
        Match match,
        List<Template> steps,
        Check verify,
        double expectedSuccess,
        boolean relief) {

    /**
     * When a playbook fits.
     *
     * @param causes fault kinds it is for; never empty
     * @param kinds kinds of workload it can act on; empty means any
     * @param change a change of one of these kinds must have come to the workload shortly before
     *     the onset; empty: none
     * @param labels the workload must carry all of them
     * @param acts on whom it acts
     */
    public record Match(
            Set<FaultKind> causes,
            Set<String> kinds,
            Set<Change.Kind> change,
            Map<String, String> labels,
            Acts acts) {
        public Match {
            causes = Set.copyOf(causes);
            kinds = Set.copyOf(kinds);
            change = Set.copyOf(change);
            labels = Map.copyOf(labels);
            requireNonNull(acts, "acts");
        }
    }

    /** On whom a playbook acts, seen from the cause. */
    public enum Acts {
        ITSELF,
        /** The one service among its callers that changed right before: it asks for too much. */
        CALLER
    }

    /** What a step acts on, relative to the cause. */
    public enum Aim {
        /** The workload that failed. */
        WORKLOAD,
        /** The config map that the workload reads and that changed last. */
        CONFIG,
        /** The one pod that failed, where the cause is a single pod. */
        POD
    }

    /** A step before it has a target. */
    public record Template(
            String name,
            String tool,
            Aim aim,
            Map<String, String> arguments,
            boolean onlyWhileTroubled,
            Duration timeout,
            boolean rollback) {
        public Template {
            requireNonNull(name, "name");
            requireNonNull(tool, "tool");
            requireNonNull(aim, "aim");
            arguments = Map.copyOf(arguments);
        }
    }

    public Playbook {
        requireNonNull(id, "id");
        requireNonNull(version, "version");
        requireNonNull(title, "title");
        requireNonNull(match, "match");
        requireNonNull(verify, "verify");
        steps = List.copyOf(steps);
    }
}
