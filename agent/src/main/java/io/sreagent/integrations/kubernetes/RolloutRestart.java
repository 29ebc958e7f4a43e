package io.sreagent.integrations.kubernetes;

import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.Preview;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;

/**
 * Replaces all pods of a workload, as gently as its strategy says.
 *
 * <p>Like {@code kubectl rollout restart} it changes an annotation of the pod template. The value
 * is not the time but the revision that is restarted, so that a preview made again is the same
 * preview, and restarting one revision twice is two different steps only after the first has
 * happened.
 */
@Singleton
public final class RolloutRestart extends FieldExecutor {
    static final String RESTARTED_AFTER = "sre-agent.io/restarted-after";

    @Inject
    public RolloutRestart(KubernetesConnection connection) {
        super(connection, Set.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.DAEMON_SET));
    }

    @Override
    public String tool() {
        return "kubernetes.rollout_restart";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    List<FieldChange> wanted(LiveObject live, Arguments arguments) {
        String revision = live.annotation(Rollouts.REVISION);
        String mark =
                revision.isEmpty()
                        ? "generation-" + live.json().at("/metadata/generation").asLong(0)
                        : "revision-" + revision;
        return List.of(
                change(
                        live,
                        "/spec/template/metadata/annotations" + LiveObject.part(RESTARTED_AFTER),
                        mark));
    }

    @Override
    String undoWords(LiveObject live) {
        return "A restart cannot be undone; the new pods run what the old ones ran.";
    }

    @Override
    public Outcome undo(Intent intent, Preview bound, String undoKey) {
        return new Outcome.Refused("a restart leaves nothing to put back");
    }
}
