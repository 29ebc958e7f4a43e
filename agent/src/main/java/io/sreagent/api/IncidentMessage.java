package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sreagent.contract.incident.Incident;
import io.sreagent.incident.TimelineEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message of {@code /ws/incidents}.
 *
 * @param incident as it is now; absent when the message is about none
 * @param lines of its time line that were not sent before
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record IncidentMessage(
        Type type, Instant at, @Nullable IncidentView incident, @Nullable List<MomentView> lines) {

    /** What a message is for. */
    enum Type {
        SNAPSHOT, // an incident as it is when listening begins
        LIVE, // the snapshot is complete; changes follow
        CHANGE, // an incident has changed, or was opened
        HEARTBEAT // nothing has changed; both ends are there
    }

    static IncidentMessage of(Type type, Instant at, Incident incident, List<TimelineEvent> lines) {
        return new IncidentMessage(
                type, at, IncidentView.of(incident), lines.stream().map(MomentView::of).toList());
    }

    static IncidentMessage of(Type type, Instant at) {
        return new IncidentMessage(type, at, null, null);
    }
}
