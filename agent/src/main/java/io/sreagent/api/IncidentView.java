package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An incident in a list. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncidentView(
        String id,
        String title,
        String titleZh,
        Incident.Kind kind,
        IncidentState state,
        Severity severity,
        String resource,
        Instant symptomAt,
        Instant openedAt,
        @Nullable Instant diagnosedAt,
        @Nullable Instant resolvedAt,
        Incident.@Nullable Resolution resolution,
        @Nullable String recurrenceOf,
        int round) {

    static IncidentView of(Incident incident) {
        return new IncidentView(
                incident.id(),
                incident.title().en(),
                incident.title().zh(),
                incident.kind(),
                incident.state(),
                incident.severity(),
                incident.resource().id(),
                incident.symptomAt(),
                incident.openedAt(),
                incident.diagnosedAt(),
                incident.resolvedAt(),
                incident.resolution(),
                incident.recurrenceOf(),
                incident.round());
    }
}
