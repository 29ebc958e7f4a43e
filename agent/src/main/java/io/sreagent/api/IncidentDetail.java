package io.sreagent.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything about one incident.
 *
 * @param explanation of the diagnosis in words
 * @param plan the latest; earlier ones stand in {@code plans}
 * @param findings what the stages attached besides the diagnosis, as they wrote it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IncidentDetail(
        @JsonUnwrapped IncidentView incident,
        @Nullable DiagnosisView diagnosis,
        @Nullable ExplanationView explanation,
        @Nullable PlanView plan,
        List<PlanView> plans,
        List<StepRunView> steps,
        List<Finding> findings,
        List<MomentView> timeline) {

    /** What became of a step. */
    public record StepRunView(
            String key, String planId, int position, String target, String state, String detail) {}

    /** A document that a stage attached. */
    public record Finding(String kind, java.time.Instant at, JsonNode content) {}
}
