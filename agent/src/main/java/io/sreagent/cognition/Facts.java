package io.sreagent.cognition;

import static java.util.Objects.requireNonNull;

import io.sreagent.analysis.cause.Case;
import io.sreagent.analysis.fact.Change;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.fact.Series;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The facts of a case, and which could not be had.
 *
 * @param troubles what is missing and why; it lowers confidence and stops nothing
 */
public record Facts(Case facts, List<String> troubles) {
    private static final Duration RECENT = Duration.ofMinutes(3);

    public Facts {
        requireNonNull(facts, "facts");
        troubles = List.copyOf(troubles);
    }

    /** What was looked at, for people: how much of each kind, which changes, what is missing. */
    public record Summary(
            int series, int events, int logLines, List<Change> changes, List<String> troubles) {}

    public Summary summary() {
        return new Summary(
                facts.metrics().size(),
                facts.events().size(),
                facts.logs().size(),
                facts.changes(),
                troubles);
    }

    /**
     * Load of a service now against its median before a time; 1 when nothing is known of either.
     */
    public double loadGrowth(Resource of, Instant onset) {
        for (Series series : facts.metrics()) {
            boolean load = series.metric().name().equals("request_rate");
            if (!load || !series.metric().resource().owner().id().equals(of.id())) continue;
            double before = series.between(series.start(), onset).median();
            double after =
                    series.between(series.end().minus(RECENT), series.end().plusSeconds(1))
                            .median();
            if (before > 0 && after > 0) return after / before;
        }
        return 1;
    }
}
