package io.sreagent.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.sreagent.access.Caller;
import io.sreagent.access.Needs;
import io.sreagent.analysis.fact.Resource;
import io.sreagent.analysis.finding.Diagnosis;
import io.sreagent.cognition.Explainer;
import io.sreagent.cognition.Explanation;
import io.sreagent.contract.access.Role;
import io.sreagent.contract.incident.Incident;
import io.sreagent.contract.incident.IncidentState;
import io.sreagent.contract.incident.Severity;
import io.sreagent.incident.Document;
import io.sreagent.incident.IncidentFilter;
import io.sreagent.incident.Incidents;
import io.sreagent.incident.OfferedPlan;
import io.sreagent.incident.Page;
import io.sreagent.incident.Plans;
import io.sreagent.incident.StepRun;
import io.sreagent.incident.StepRuns;
import io.sreagent.pipeline.Desk;
import io.sreagent.pipeline.LoopView;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Incidents: what is wrong, and what people say about it. */
@Path("/api/v1/incidents")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IncidentResource {
    /**
     * So long may a namespace or a service be: Kubernetes has 253, and the store has room for both.
     */
    private static final int LONGEST_NAME = 253;

    /** Documents that are fields of their own, not findings. */
    private static final Set<String> OWN_FIELD = Set.of("diagnosis", "explanation");

    private final Incidents incidents;
    private final Plans plans;
    private final StepRuns steps;
    private final Desk desk;
    private final LoopView loop;
    private final Explainer explainer;
    private final Decisions decisions;
    private final Caller caller;
    private final ObjectMapper json;

    public IncidentResource(
            Incidents incidents,
            Plans plans,
            StepRuns steps,
            Desk desk,
            LoopView loop,
            Explainer explainer,
            Decisions decisions,
            Caller caller,
            ObjectMapper json) {
        this.incidents = incidents;
        this.plans = plans;
        this.steps = steps;
        this.desk = desk;
        this.loop = loop;
        this.explainer = explainer;
        this.decisions = decisions;
        this.caller = caller;
        this.json = json;
    }

    /** What a person reports. */
    public record Report(
            @Nullable String title,
            @Nullable String namespace,
            @Nullable String service,
            @Nullable Severity severity) {}

    /** Why. */
    public record Reason(@Nullable String reason) {}

    /** What a person thought of what was done. */
    public record Opinion(@Nullable Boolean helpful, @Nullable String comment) {}

    @GET
    @Needs(Role.VIEWER)
    public Listed<IncidentView> list(
            @QueryParam("state") @DefaultValue("all") String state,
            @QueryParam("resource") @Nullable String resource,
            @QueryParam("severity") @Nullable String atLeast,
            @QueryParam("limit") @DefaultValue("50") int limit,
            @QueryParam("cursor") @DefaultValue("") String cursor) {
        Page page = Listed.page(limit, cursor);
        IncidentFilter filter =
                new IncidentFilter(
                        states(state),
                        resource,
                        atLeast == null ? null : word(Severity.class, "severity", atLeast),
                        null);
        return Listed.of(incidents.list(filter, page), page, IncidentView::of);
    }

    @POST
    @Needs(Role.OPERATOR)
    public Response create(@Nullable Report given) {
        Report report = Said.body(given);
        String title = Said.text("title", report.title());
        String service = Said.text("service", report.service(), LONGEST_NAME);
        String namespace =
                report.namespace() == null
                        ? null
                        : Said.text("namespace", report.namespace(), LONGEST_NAME);
        Resource resource = new Resource(null, namespace, service, null, null, service);
        Severity severity = report.severity() == null ? Severity.MEDIUM : report.severity();
        Incident opened = desk.report(title, resource, severity, caller.principal());
        return Response.created(URI.create("/api/v1/incidents/" + opened.id()))
                .entity(IncidentView.of(opened))
                .build();
    }

    @GET
    @Path("/{id}")
    @Needs(Role.VIEWER)
    public IncidentDetail get(@PathParam("id") String id) {
        Incident incident = known(id);
        List<OfferedPlan> offered = plans.of(id);
        Optional<Diagnosis> diagnosis =
                incidents.latest(id, "diagnosis").map(found -> found.as(Diagnosis.class));
        return new IncidentDetail(
                IncidentView.of(incident),
                diagnosis.map(DiagnosisView::of).orElse(null),
                diagnosis
                        .flatMap(found -> explainer.of(found, explanation(id)))
                        .map(ExplanationView::of)
                        .orElse(null),
                offered.isEmpty() ? null : PlanView.of(offered.getLast()),
                offered.stream().map(PlanView::of).toList(),
                offered.stream()
                        .flatMap(one -> steps.of(one.plan().id()).stream())
                        .map(IncidentResource::run)
                        .toList(),
                incidents.documents(id).stream()
                        .filter(found -> !OWN_FIELD.contains(found.kind()))
                        .map(this::finding)
                        .toList(),
                incidents.timeline(id).stream().map(MomentView::of).toList());
    }

    /** The incident's series with band, anomalies, forecast and limit. */
    @GET
    @Path("/{id}/charts")
    @Needs(Role.VIEWER)
    public Listed<ChartView> charts(@PathParam("id") String id) {
        known(id);
        return Listed.all(loop.charts(id).stream().map(ChartView::of).toList());
    }

    /** Approves the plan that is offered for this incident. */
    @POST
    @Path("/{id}/approve")
    @Needs(Role.APPROVER)
    public ApprovalResource.Answer approve(
            @PathParam("id") String id, ApprovalResource.@Nullable Answered answer) {
        known(id);
        List<OfferedPlan> offered = plans.of(id);
        if (offered.isEmpty()) throw Problem.conflict("There is no plan for " + id + " yet");
        // The latest: one that is settled already says so itself.
        String plan = offered.getLast().plan().id();
        return decisions.decide(plan, true, answer, caller.principal());
    }

    @POST
    @Path("/{id}/escalate")
    @Needs(Role.OPERATOR)
    public IncidentView escalate(@PathParam("id") String id, @Nullable Reason why) {
        String reason = Said.text("reason", Said.body(why).reason(), Said.REASON);
        return IncidentView.of(desk.escalate(known(id), caller.principal(), reason));
    }

    /** Leads an escalated incident back to diagnosis; whoever asks does not approve what comes. */
    @POST
    @Path("/{id}/diagnose")
    @Needs(Role.OPERATOR)
    public IncidentView diagnose(@PathParam("id") String id, @Nullable Reason why) {
        String reason = Said.text("reason", Said.body(why).reason(), Said.REASON);
        return IncidentView.of(desk.diagnose(known(id), caller.principal(), reason));
    }

    @POST
    @Path("/{id}/resolve")
    @Needs(Role.OPERATOR)
    public IncidentView resolve(@PathParam("id") String id, @Nullable Reason why) {
        String reason = Said.text("reason", Said.body(why).reason(), Said.REASON);
        return IncidentView.of(desk.resolve(known(id), caller.principal(), reason));
    }

    @POST
    @Path("/{id}/feedback")
    @Needs(Role.OPERATOR)
    public Map<String, Object> feedback(@PathParam("id") String id, @Nullable Opinion given) {
        Opinion opinion = Said.body(given);
        Boolean helpful = opinion.helpful();
        if (helpful == null) throw Problem.unprocessable("helpful must be true or false");
        String comment = Said.maybe("comment", opinion.comment(), Said.REASON);
        Incident about = known(id);
        boolean learned = desk.feedback(about, helpful, comment, caller.principal());
        return Map.of("id", id, "state", about.state(), "counts_for_playbook", learned);
    }

    private Incident known(String id) {
        return incidents.find(id).orElseThrow(() -> Problem.notFound("There is no incident " + id));
    }

    private Optional<Explanation> explanation(String id) {
        return incidents.latest(id, "explanation").map(found -> found.as(Explanation.class));
    }

    private IncidentDetail.Finding finding(Document document) {
        try {
            JsonNode content = json.readTree(document.json());
            return new IncidentDetail.Finding(document.kind(), document.at(), content);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(
                    "document " + document.number() + " is no JSON", broken);
        }
    }

    private static IncidentDetail.StepRunView run(StepRun run) {
        return new IncidentDetail.StepRunView(
                run.key(),
                run.planId(),
                run.position(),
                run.targetId(),
                run.state().name(),
                run.detail());
    }

    private static EnumSet<IncidentState> states(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "all" -> EnumSet.allOf(IncidentState.class);
            case "open" -> EnumSet.complementOf(EnumSet.of(IncidentState.RESOLVED));
            default -> EnumSet.of(word(IncidentState.class, "state", word));
        };
    }

    private static <E extends Enum<E>> E word(Class<E> type, String field, String text) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.badRequest(
                    "%s '%s' is not one of %s"
                            .formatted(
                                    field,
                                    text,
                                    List.of(type.getEnumConstants())
                                            .toString()
                                            .toLowerCase(Locale.ROOT)));
        }
    }
}
