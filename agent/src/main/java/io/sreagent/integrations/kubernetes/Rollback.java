package io.sreagent.integrations.kubernetes;

import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.PreviewRefused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a workload the pod template of an earlier revision: images, environment, resources, probes
 * together. Without a revision, that of the newest one whose template differs from the present.
 */
@Singleton
public final class Rollback extends FieldExecutor {

    @Inject
    public Rollback(KubernetesConnection connection) {
        super(connection, Set.of(Kind.DEPLOYMENT, Kind.STATEFUL_SET, Kind.DAEMON_SET));
    }

    @Override
    public String tool() {
        return "kubernetes.rollback";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter(
                        "revision",
                        Parameter.Type.INTEGER,
                        false,
                        "which revision; without it the one before"));
    }

    @Override
    List<FieldChange> wanted(LiveObject live, Arguments arguments)
            throws PreviewRefused, ClusterTrouble {
        Optional<Integer> number = arguments.integer("revision");
        List<RevisionHistory.Revision> history = RevisionHistory.of(api, live);
        long current = current(live, history);
        for (RevisionHistory.Revision revision : history) {
            boolean meant =
                    number.isPresent()
                            ? revision.number() == number.get()
                            : revision.number() < current;
            if (!meant) continue;
            List<FieldChange> changes =
                    FieldDiff.between(
                            "/spec/template",
                            live.json().at("/spec/template"),
                            revision.template());
            if (!changes.isEmpty() || number.isPresent()) return changes;
        }
        throw new PreviewRefused(
                "%s has no %s to go back to; it keeps %s"
                        .formatted(
                                live.target().id(),
                                number.map(n -> "revision " + n).orElse("earlier revision"),
                                history.stream().map(RevisionHistory.Revision::number).toList()));
    }

    private static long current(LiveObject live, List<RevisionHistory.Revision> history) {
        String told = live.annotation(Rollouts.REVISION);
        if (!told.isEmpty()) return Long.parseLong(told);
        return history.isEmpty() ? 0 : history.getFirst().number();
    }

    @Override
    String undoWords(LiveObject live) {
        return "Put the present pod template back"
                + (live.annotation(Rollouts.REVISION).isEmpty()
                        ? "."
                        : " (revision " + live.annotation(Rollouts.REVISION) + ").");
    }
}
