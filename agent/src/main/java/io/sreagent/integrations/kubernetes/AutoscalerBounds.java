package io.sreagent.integrations.kubernetes;

import com.fasterxml.jackson.databind.node.IntNode;
import io.sreagent.contract.act.FieldChange;
import io.sreagent.contract.act.Outcome;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.PreviewRefused;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Sets between how many pods a HorizontalPodAutoscaler moves. Raising the lower bound ahead of a
 * load that is foreseen leaves the autoscaler in charge of what was not foreseen.
 */
@Singleton
public final class AutoscalerBounds extends FieldExecutor {
    private static final int MOST = 1000;
    private static final String MIN = "/spec/minReplicas";
    private static final String MAX = "/spec/maxReplicas";

    @Inject
    public AutoscalerBounds(KubernetesConnection connection) {
        super(connection, Set.of(Kind.AUTOSCALER));
    }

    @Override
    public String tool() {
        return "kubernetes.autoscaler_bounds";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of(
                new Parameter("min", Parameter.Type.INTEGER, false, "never fewer pods, at least 1"),
                new Parameter("max", Parameter.Type.INTEGER, false, "never more pods"));
    }

    @Override
    List<FieldChange> wanted(LiveObject live, Arguments arguments) throws PreviewRefused {
        Optional<Integer> min = arguments.integer("min");
        Optional<Integer> max = arguments.integer("max");
        if (min.isEmpty() && max.isEmpty())
            throw new PreviewRefused(tool() + " needs 'min', 'max' or both");
        int lower = min.orElse(least(live));
        int upper = max.orElse(live.json().at(MAX).asInt());
        if (lower < 1 || upper > MOST || lower > upper)
            throw new PreviewRefused(
                    "%d to %d pods; 1 to %d are possible, the lower bound first"
                            .formatted(lower, upper, MOST));
        List<FieldChange> changes = new ArrayList<>();
        if (min.isPresent()) changes.add(change(live, MIN, IntNode.valueOf(lower)));
        if (max.isPresent()) changes.add(change(live, MAX, IntNode.valueOf(upper)));
        return changes;
    }

    /** Kubernetes reads an absent lower bound as 1. */
    private static int least(LiveObject live) {
        return live.json().at(MIN).asInt(1);
    }

    /** The workload it scales; which of its pods come or go, the autoscaler decides later. */
    @Override
    List<String> affected(LiveObject live) {
        var scaled = live.json().at("/spec/scaleTargetRef");
        return List.of(
                "%s/%s/%s"
                        .formatted(
                                scaled.path("kind").asText().toLowerCase(java.util.Locale.ROOT),
                                live.namespace(),
                                scaled.path("name").asText()));
    }

    /** The autoscaler acts on its bounds by itself; how many pods run then depends on the load. */
    @Override
    Outcome progress(LiveObject live) {
        return new Outcome.Done("the bounds stand");
    }

    @Override
    String undoWords(LiveObject live) {
        return "Put the bounds back to %d and %d."
                .formatted(least(live), live.json().at(MAX).asInt());
    }
}
