package io.sreagent.perception;

import io.sreagent.analysis.detect.DiscoveryControl;
import io.sreagent.analysis.detect.Sensitivity;
import io.sreagent.analysis.finding.Anomaly;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which of the anomalies that are open are told. False discoveries are controlled apart among what
 * may open an incident and among what is evidence only: in the evidence something odd is found
 * every day, and that must not make it easier to wake somebody.
 */
final class Admission {
    private final DiscoveryControl waking;
    private final DiscoveryControl evidence;

    Admission(Sensitivity sensitivity, Duration step) {
        waking = new DiscoveryControl(sensitivity, step);
        evidence = new DiscoveryControl(sensitivity, step);
    }

    /**
     * @param crowd how many more series were judged that none of {@code watched} stands for
     * @return the surest first
     */
    List<Anomaly> admit(Instant at, Collection<WatchedSeries> watched, int crowd) {
        return Stream.concat(
                        admit(waking, at, serviceLevel(watched, true), 0),
                        admit(evidence, at, serviceLevel(watched, false), crowd))
                .sorted(Comparator.comparingDouble(Anomaly::score).reversed())
                .toList();
    }

    private static Stream<Anomaly> admit(
            DiscoveryControl control, Instant at, List<WatchedSeries> of, int more) {
        List<Anomaly> raised = of.stream().flatMap(series -> series.open().stream()).toList();
        return control.admit(at, of.size() + more, raised).stream();
    }

    private static List<WatchedSeries> serviceLevel(Collection<WatchedSeries> of, boolean is) {
        return of.stream().filter(series -> series.indicator().serviceLevel() == is).toList();
    }
}
