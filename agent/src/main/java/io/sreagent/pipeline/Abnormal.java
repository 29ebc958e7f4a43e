package io.sreagent.pipeline;

import io.sreagent.analysis.baseline.Stretch;
import io.sreagent.analysis.finding.Anomaly;
import io.sreagent.contract.incident.Incident;
import io.sreagent.incident.Incidents;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * By metric, when it was not normal as far as incidents tell: nothing is learned from that. Read
 * when it is first asked for, which few ticks do.
 */
final class Abnormal implements Function<String, List<Stretch>> {
    private final Incidents incidents;
    private final Instant since;
    private @Nullable Map<String, List<Stretch>> stretches;

    /**
     * @param since incidents that ended before do not count
     */
    Abnormal(Incidents incidents, Instant since) {
        this.incidents = incidents;
        this.since = since;
    }

    @Override
    public synchronized List<Stretch> apply(String metricId) {
        if (stretches == null) stretches = read();
        return stretches.getOrDefault(metricId, List.of());
    }

    private Map<String, List<Stretch>> read() {
        Map<String, List<Stretch>> found = new HashMap<>();
        List<Incident> known = new ArrayList<>(incidents.openOnes());
        known.addAll(incidents.endedSince(since));
        for (Incident incident : known) {
            Instant end = incident.resolvedAt() == null ? Instant.MAX : incident.resolvedAt();
            for (Anomaly anomaly : Trigger.anomalies(incidents, incident.id()))
                if (anomaly.onset().isBefore(end))
                    found.computeIfAbsent(anomaly.metric().id(), id -> new ArrayList<>())
                            .add(new Stretch(anomaly.onset(), end));
        }
        return found;
    }
}
