package io.sreagent.pipeline;

import io.quarkus.arc.DefaultBean;
import io.sreagent.analysis.finding.Anomaly;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What there is to see while nothing watches. */
@Singleton
@DefaultBean
class IdleLoop implements LoopView {
    @Override
    public List<Chart> charts(String incidentId) {
        return List.of();
    }

    @Override
    public List<Anomaly> anomalies(Duration within) {
        return List.of();
    }

    @Override
    public List<BaselineInfo> baselines() {
        return List.of();
    }

    @Override
    public LoopStatus status() {
        return new LoopStatus(
                false, null, Duration.ZERO, 0, true, false, List.of(), List.of("no loop runs"));
    }
}
