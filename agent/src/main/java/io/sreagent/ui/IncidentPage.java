package io.sreagent.ui;

import io.sreagent.analysis.finding.Breach;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.cognition.Explanation;
import io.sreagent.cognition.Facts;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.PlanState;
import io.sreagent.incident.StepRun;
import io.sreagent.incident.TimelineEvent;
import io.sreagent.pipeline.LoopView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the page of one incident shows.
 *
 * @param explanation of the diagnosis in words; null while there is none
 * @param picture of the diagnosis; null while there is none
 * @param plan the latest
 * @param logs what the suspects' logs say since the onset that they did not say before
 * @param charts metadata only; the numbers are fetched by the page's script
 */
public record IncidentPage(
        Incident incident,
        @Nullable Diagnosis diagnosis,
        @Nullable Explanation explanation,
        @Nullable CausePicture picture,
        @Nullable OfferedPlan plan,
        List<OfferedPlan> earlier,
        List<StepRun> runs,
        List<TimelineEvent> timeline,
        List<Facts.LogFindingSeen> logs,
        List<LoopView.Chart> charts,
        boolean stopped) {

    /** One station on the way of an incident. */
    public record Station(IncidentState state, String progress) {}

    /** The way from noticed to resolved: what is behind, where it stands, what is ahead. */
    public List<Station> stations() {
        IncidentState now = incident.state();
        return List.of(
                        IncidentState.ALERT_RECEIVED,
                        IncidentState.GATHERING_INFO,
                        IncidentState.DIAGNOSING,
                        now == IncidentState.ESCALATED
                                ? IncidentState.ESCALATED
                                : IncidentState.AWAITING_DECISION,
                        IncidentState.EXECUTING,
                        IncidentState.VERIFYING,
                        IncidentState.RESOLVED)
                .stream()
                .map(state -> new Station(state, progress(state, now)))
                .toList();
    }

    private String progress(IncidentState station, IncidentState now) {
        if (station == now) return "now";
        boolean visited =
                timeline.stream().anyMatch(line -> line.to() == station || line.from() == station);
        return visited && rank(station) < rank(now) ? "done" : "ahead";
    }

    private static int rank(IncidentState state) {
        return state == IncidentState.ESCALATED
                ? IncidentState.AWAITING_DECISION.ordinal()
                : state.ordinal();
    }

    public boolean isWaiting() {
        return plan != null && plan.state() == PlanState.OFFERED;
    }

    public @Nullable StepRun run(String stepKey) {
        return runs.stream().filter(one -> one.key().equals(stepKey)).findFirst().orElse(null);
    }

    /** When a chart's limit is expected to be crossed; null when it is not, or is over. */
    public @Nullable Breach breach(LoopView.Chart chart) {
        if (chart.future() == null || !incident.state().isOpen()) return null;
        return chart.future().breach().orElse(null);
    }
}
