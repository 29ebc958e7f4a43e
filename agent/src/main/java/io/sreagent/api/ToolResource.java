package io.sreagent.api;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Caller;
import io.sreagent.access.Needs;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.act.Category;
import io.sreagent.contract.act.Executor;
import io.sreagent.contract.act.Intent;
import io.sreagent.contract.act.Parameter;
import io.sreagent.contract.act.PreviewRefused;
import io.sreagent.contract.act.Target;
import io.sreagent.contract.incident.Incident;
import io.sreagent.decision.Wish;
import io.sreagent.decision.Wishes;
import io.sreagent.incident.Incidents;
import io.sreagent.pipeline.Desk;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools there are, and one person's wish that one of them be used. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ToolResource {
    private static final int LONGEST_ARGUMENT = 2000;

    private final Wishes wishes;
    private final Incidents incidents;
    private final Desk desk;
    private final Caller caller;

    public ToolResource(Wishes wishes, Incidents incidents, Desk desk, Caller caller) {
        this.wishes = wishes;
        this.incidents = incidents;
        this.desk = desk;
        this.caller = caller;
    }

    /** A tool, and what it is told. */
    public record Tool(String tool, Category category, List<Parameter> parameters) {
        static Tool of(Executor executor) {
            return new Tool(executor.tool(), executor.category(), executor.parameters());
        }
    }

    /**
     * What is wished.
     *
     * @param incidentId the escalated incident that it is to mend
     * @param target {@code deployment/shop/checkout}
     */
    public record Asked(
            @Nullable String incidentId,
            @Nullable String tool,
            @Nullable String target,
            @Nullable Map<String, String> arguments,
            @Nullable String reason) {}

    @GET
    @Path("/tools")
    @Needs(Role.VIEWER)
    public Listed<Tool> tools() {
        return Listed.all(wishes.tools().stream().map(Tool::of).toList());
    }

    /**
     * Has one step planned, judged and offered to somebody else for approval. Nothing is done yet:
     * the answer is 202 and the incident, where the plan appears.
     */
    @POST
    @Path("/execute")
    @Needs(Role.OPERATOR)
    public Response execute(@Nullable Asked given) {
        Asked asked = Said.body(given);
        String id = Said.text("incident_id", asked.incidentId());
        Incident incident =
                incidents
                        .find(id)
                        .orElseThrow(() -> Problem.notFound("There is no incident " + id));
        Wish wish =
                new Wish(
                        new Intent(
                                Said.text("tool", asked.tool()),
                                target(Said.text("target", asked.target())),
                                arguments(asked.arguments())),
                        Said.text("reason", asked.reason(), Said.REASON));
        try {
            Incident led = desk.execute(incident, wish, caller.principal());
            return Response.accepted(IncidentView.of(led))
                    .location(URI.create("/api/v1/incidents/" + id))
                    .build();
        } catch (PreviewRefused refused) {
            throw Problem.unprocessable(refused.why());
        }
    }

    private static Map<String, String> arguments(@Nullable Map<String, String> given) {
        if (given == null) return Map.of();
        given.forEach((name, value) -> Said.text("arguments." + name, value, LONGEST_ARGUMENT));
        return Map.copyOf(given);
    }

    /** {@code KIND/NAMESPACE/NAME}; the kind as kubectl would take it. */
    private static Target target(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 3 || parts[0].isBlank() || parts[2].isBlank())
            throw Problem.unprocessable(
                    "target '%s' is not KIND/NAMESPACE/NAME, such as deployment/shop/checkout"
                            .formatted(text));
        return new Target(kind(parts[0]), parts[1], parts[2], "");
    }

    private static String kind(String word) {
        return switch (word.toLowerCase(java.util.Locale.ROOT)) {
            case "deployment", "deploy" -> "Deployment";
            case "statefulset", "sts" -> "StatefulSet";
            case "daemonset", "ds" -> "DaemonSet";
            case "pod", "po" -> "Pod";
            case "configmap", "cm" -> "ConfigMap";
            case "horizontalpodautoscaler", "hpa" -> "HorizontalPodAutoscaler";
            default -> word;
        };
    }
}
